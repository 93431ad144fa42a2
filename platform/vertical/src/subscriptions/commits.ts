import { machine } from '@jogakbo/runtime';
import { batchAfter, type ReadBatch } from './read-batch.ts';

/** How batches are committed. */
export interface Committing {
  readonly isFull: (batch: ReadBatch) => boolean;
  /** Says whether the reading goes on, and is told whether the log ends with the batch. */
  readonly commit: (batch: ReadBatch, isLast: boolean) => Promise<boolean>;
  /** Ends the reading. */
  readonly stop: () => void;
  /** Milliseconds from the beginning of one commit to that of the next, at least: so that those that come fast are committed together. */
  readonly pace: number;
}

/**
 * Commits what is read, one batch after the other.
 *
 * @remarks A batch is committed when it is full, or when it has all of the log and nothing else is being committed: so an event
 * that comes alone is committed at once, and those that come meanwhile, or soon after, are committed together.
 */
export class Commits {
  private open: ReadBatch;
  /** A full batch that waits for its turn: while it does, the next one is taken in. */
  private full: ReadBatch | undefined;
  private running: Promise<void> | undefined;
  /** Whether the log ends with what was taken last, as far as its reader knows. */
  private endsHere = false;
  private isOver = false;
  private resting = new AbortController();
  private failure: Error | undefined;
  private readonly how: Committing;
  constructor(from: number, how: Committing) {
    this.open = batchAfter(from);
    this.how = how;
  }

  /** What is being taken in. */
  get batch(): ReadBatch {
    return this.open;
  }

  /** Something was taken in; where there is no room for more, a promise that resolves when there is. */
  took(isLast: boolean): Promise<void> | undefined {
    this.endsHere = isLast;
    if (this.how.isFull(this.open)) return this.setAside();
    this.goOn();
    return undefined;
  }

  private async setAside() {
    while (this.full && !this.isOver) await this.running;
    this.full = this.open;
    this.resting.abort();
    this.open = batchAfter(this.open.to);
    this.goOn();
  }

  /** Commits nothing more, and resolves when what was begun is done; fails as that did. */
  async end(): Promise<void> {
    this.isOver = true;
    this.resting.abort();
    await this.running;
    if (this.failure) throw this.failure;
  }

  private goOn() {
    if (this.running || this.isOver) return;
    const batch = this.full ?? (this.endsHere ? this.open : undefined);
    if (!batch || batch.to === batch.from) return;
    if (this.full) this.full = undefined;
    else this.open = batchAfter(batch.to);
    const isLast = this.endsHere && this.open.to === batch.to;
    this.running = this.commit(batch, isLast).finally(() => {
      this.running = undefined;
      this.goOn();
    });
  }

  private async commit(batch: ReadBatch, isLast: boolean) {
    const begun = machine.elapsed();
    try {
      if (await this.how.commit(batch, isLast)) return await this.rest(begun);
    } catch (error) {
      this.failure = error as Error;
    }
    this.isOver = true;
    this.how.stop();
  }

  /** Waits for what comes soon; a full batch waits for nothing. */
  private async rest(begun: number) {
    const rest = this.how.pace - (machine.elapsed() - begun);
    if (rest <= 0 || this.full || this.isOver) return;
    this.resting = new AbortController();
    await machine.pause(rest, this.resting.signal);
  }
}
