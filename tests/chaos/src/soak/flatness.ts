import type { Weight } from './weight.ts';

/** How much more a figure may be at the end than at the beginning. PostgreSQL grows by pages and vacuums when it likes. */
const MORE = { messages: 1.1, logBytes: 1.1, databaseBytes: 1.5, memory: 1.2, consumers: 1.1, files: 1.2 } as const;
/** What grows with every order, and what must not. */
const PER_ORDER = ['messages', 'logBytes', 'databaseBytes'] as const;
const AT_ALL = ['memory', 'consumers', 'files'] as const;

export type Figure = keyof typeof MORE;

/** A figure early and late: what one order adds to it, or what it is. */
export interface Course {
  readonly figure: Figure;
  readonly early: number;
  readonly late: number;
}

/** How each figure went, from the first third of all weighings to the last; the first weighing is of a shop that is still warming up. */
export function coursesOf([, ...weights]: readonly Weight[], figures: readonly Figure[] = [...PER_ORDER, ...AT_ALL]): Course[] {
  const third = Math.max(1, Math.floor((weights.length - 1) / 3));
  if (weights.length < 3) throw new Error('Three weighings after the first are the least that can be compared');
  const [early, late] = [weights.slice(0, third + 1), weights.slice(-third - 1)];
  const isPerOrder = (figure: Figure) => PER_ORDER.some((each) => each === figure);
  const of = (figure: Figure, some: readonly Weight[]) =>
    isPerOrder(figure) ? perOrder(figure, some) : median(some.map((each) => each[figure]));
  return figures.map((figure) => ({ figure, early: of(figure, early), late: of(figure, late) }));
}

/** The figures that are not flat. */
export const unflat = (courses: readonly Course[]): Course[] => courses.filter(({ figure, early, late }) => late > early * MORE[figure]);

function perOrder(figure: Figure, weights: readonly Weight[]): number {
  const [first, last] = [weights[0]!, weights.at(-1)!];
  return (last[figure] - first[figure]) / (last.orders - first.orders);
}

const median = (values: readonly number[]): number => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!;
