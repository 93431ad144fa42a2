/** A duty as one replica sees it. */
export interface Place {
  /** Set while this replica has it. */
  readonly running?: unknown;
  /** For how many looks in a row this replica has had it, or nobody. */
  readonly looks: number;
}

/** Looks for which a free duty is left to those who have less to do, and for which a duty is kept before it is given away. */
const COURTESY = 4;
const KEPT = 20;

/** How many duties a replica has at most, while all replicas take theirs. */
export const fairShare = (duties: number, replicas: number): number => Math.ceil(duties / Math.max(1, replicas));

/** Which duties a replica takes: free ones up to its share, and beyond that only what nobody else takes. */
export function toTake<Duty extends Place>(duties: readonly Duty[], share: number): Duty[] {
  const room = share - duties.filter(({ running }) => running).length;
  const free = duties.filter(({ running, looks }) => !running && looks > 0);
  return free.filter(({ looks }, index) => index < room || looks > COURTESY);
}

/** The duty that a replica gives away because another one has less to do. */
export function toRelease<Duty extends Place>(duties: readonly Duty[], share: number): Duty | undefined {
  const mine = duties.filter(({ running }) => running);
  return mine.length > share ? mine.findLast(({ looks }) => looks > KEPT) : undefined;
}
