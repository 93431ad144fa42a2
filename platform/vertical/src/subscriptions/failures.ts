import { mayPass } from '@jogakbo/runtime';
import { readersFailing } from '../metrics.ts';
import type { Follower } from './follower.ts';

/** Milliseconds after a failure, doubled with each that follows at once and does not pass by itself: it must not keep databases busy. */
const PAUSE = 500;
const LONGEST = 30_000;
/** So often does a follower fail before it leaves out what it fails of: until then, what was wrong may have passed. */
const SURE = 3;

interface Failure {
  readonly reason: string;
  readonly times: number;
}
type Named = Pick<Follower, 'name' | 'isBeside'>;

/** Why the followers of one log cannot go on, and how often in a row each has failed. */
export class Failures {
  private readonly known = new Map<string, Failure>();
  private readonly stream: string;
  constructor(stream: string) {
    this.stream = stream;
  }

  /**
   * Notes one more failure, and answers its reason as people read it. That one fails which nobody waits for is no problem.
   *
   * @param passes Whether it may go well in a while by itself: then it is tried again as soon as at first.
   */
  add({ name, isBeside }: Named, error: unknown, passes = mayPass(error)): string {
    const reason = `${name} cannot go on: ${String(error)}`;
    this.known.set(name, { reason, times: passes ? Math.max(1, this.times(name)) : this.times(name) + 1 });
    if (!isBeside) readersFailing.set({ reader: name, stream: this.stream }, 1);
    return reason;
  }
  forget(name: string) {
    this.known.delete(name);
    readersFailing.remove({ reader: name, stream: this.stream });
  }
  clear() {
    for (const name of [...this.known.keys()]) this.forget(name);
  }

  has(name: string): boolean {
    return this.known.has(name);
  }
  reasonOf(name: string): string | undefined {
    return this.known.get(name)?.reason;
  }
  /** Whether a follower has failed so often that what it fails of is left out. */
  isSure(name: string): boolean {
    return this.times(name) >= SURE;
  }
  /** Milliseconds before it is tried again. */
  pauseOf(name: string): number {
    const times = this.times(name);
    return times === 0 ? 0 : Math.min(LONGEST, PAUSE * 2 ** (times - 1));
  }
  private times(name: string): number {
    return this.known.get(name)?.times ?? 0;
  }
}
