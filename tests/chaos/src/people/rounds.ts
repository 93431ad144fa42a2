import { setTimeout as wait } from 'node:timers/promises';

/** Does one round after the other, with a pause between them, until it is closed. */
export class Rounds {
  private readonly closing = new AbortController();
  private readonly working: Promise<void>;

  /** @param pause Milliseconds between two rounds. */
  constructor(
    private readonly pause: number,
    private readonly round: () => Promise<unknown>,
  ) {
    this.working = this.work();
  }

  get areOver(): boolean {
    return this.closing.signal.aborted;
  }

  /** Resolves when the round that is under way has ended. */
  async close(): Promise<void> {
    this.closing.abort();
    await this.working;
  }

  private async work() {
    const { signal } = this.closing;
    while (!signal.aborted) {
      await this.round();
      await wait(this.pause, undefined, { signal }).catch(() => {});
    }
  }
}
