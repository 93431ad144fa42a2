/** How far each vertical's log has been seen. */
export type Positions = ReadonlyMap<string, number>;

const ENTRY = /^([A-Za-z0-9][A-Za-z0-9_-]{0,63}):(\d{1,15})$/;

/** Reads `assortment:42,checkout:7`; what is no position is left out: a browser can't correct what it was given. */
export function readPositions(text: string | undefined): Map<string, number> {
  const read = (text ?? '')
    .slice(0, 8192)
    .split(',')
    .map((entry) => ENTRY.exec(entry));
  return new Map(read.flatMap((entry) => (entry ? [[entry[1]!, Number(entry[2])] as const] : [])));
}

/** Writes positions as the id of a server-sent event. */
export const writePositions = (positions: Positions): string =>
  [...positions].map(([vertical, position]) => `${vertical}:${position}`).join(',');
