/** The most levels of arrays and objects that a message may have. */
export const MOST_LEVELS = 32;

/** Whether a value read from JSON is nested deeper than any message: what walks over it would run out of stack. */
export const isTooDeep = (value: unknown, levels = MOST_LEVELS): boolean =>
  typeof value === 'object' && value !== null && (levels === 0 || Object.values(value).some((inner) => isTooDeep(inner, levels - 1)));
