import { problem, ProblemError } from '@jogakbo/contract';

interface Waiting {
  readonly signal: AbortSignal;
  readonly begin: () => void;
}

/** Turns at something that few may do at once: first come, first served; who has left is passed over. */
export class Turns {
  private taken = 0;
  private readonly queue = new Set<Waiting>();

  constructor(
    private readonly atOnce: number,
    private readonly mostWaiting: number,
  ) {}

  /** @throws ProblemError `too-busy` when so many wait that one more would wait for long. */
  assertRoom() {
    if (this.queue.size >= this.mostWaiting) throw new ProblemError(problem('too-busy', undefined, { retryAfter: 5000 }));
  }

  /** Works when its turn comes; a signal that aborts before rejects at once. */
  async take<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await this.turn(signal);
    try {
      return await work();
    } finally {
      this.taken -= 1;
      this.next();
    }
  }

  private async turn(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.assertRoom();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiting = { signal, begin: resolve };
    const leave = () => {
      if (this.queue.delete(waiting)) reject(signal.reason as Error);
    };
    this.queue.add(waiting);
    signal.addEventListener('abort', leave, { once: true });
    this.next();
    await promise.finally(() => signal.removeEventListener('abort', leave));
  }

  private next() {
    for (const waiting of this.queue) {
      if (this.taken >= this.atOnce) return;
      this.queue.delete(waiting);
      this.taken += 1;
      waiting.begin();
    }
  }
}
