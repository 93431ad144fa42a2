/** A text in a document, and where it stands. */
export interface Place {
  readonly text: string;
  readonly path: readonly (string | number)[];
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * All texts of a document at a pattern such as `stores.*.image`, whatever else it holds.
 *
 * @remarks What is not there, is no list or is no text is left out: that is for the schema to refuse.
 */
export function textsAt(document: unknown, pattern: string): Place[] {
  return reached(document, pattern.split('.'), []);
}

function reached(value: unknown, [step, ...rest]: readonly string[], path: Place['path']): Place[] {
  if (step === undefined) return typeof value === 'string' ? [{ text: value, path }] : [];
  if (step !== '*') return isObject(value) ? reached(value[step], rest, [...path, step]) : [];
  return Array.isArray(value) ? value.flatMap((each: unknown, index) => reached(each, rest, [...path, index])) : [];
}
