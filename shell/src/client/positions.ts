/** How far each vertical's log has been seen; one that is not named not at all. */
export type Positions = Readonly<Record<string, number>>;

/** Whether one has seen of any log more than the other. */
export const isPast = (one: Positions, other: Positions): boolean =>
  Object.entries(one).some(([log, position]) => position > (other[log] ?? 0));

/** What either has seen; a log of which neither has seen anything is not named. */
export const furthest = (one: Positions, other: Positions): Positions => {
  const all = [...Object.keys(one), ...Object.keys(other)].map((log) => [log, Math.max(one[log] ?? 0, other[log] ?? 0)] as const);
  return Object.fromEntries(all.filter(([, position]) => position > 0));
};

/** Positions as a header and an address carry them: `assortment:42,checkout:7`. */
export const writePositions = (positions: Positions): string =>
  Object.entries(positions)
    .map(([log, position]) => `${log}:${position}`)
    .join(',');

export const readPositions = (text: string): Positions =>
  Object.fromEntries(
    text
      .split(',')
      .filter(Boolean)
      .map((entry) => entry.split(':') as [string, string])
      .map(([log, position]) => [log, Number(position)]),
  );
