import { problem, ProblemError } from '@jogakbo/contract';

/** How many may be inside at once: in all, and of one client. */
export interface Bounds {
  readonly inAll: number;
  readonly perClient: number;
}

const MOMENT = 1000;

/** Lets clients in: so many in all, so many of each. */
export class Places {
  private inside = 0;
  private readonly byClient = new Map<string, number>();

  constructor(private readonly bounds: Bounds) {}

  get size(): number {
    return this.inside;
  }

  /** @throws ProblemError `too-many-requests` when the client has its share, `too-busy` when there is no place for anybody. */
  assertRoom(client: string) {
    if ((this.byClient.get(client) ?? 0) >= this.bounds.perClient)
      throw new ProblemError(
        problem('too-many-requests', 'Too many of your requests are under way at once. Please wait for an answer, then try again.', {
          retryAfter: MOMENT,
        }),
      );
    if (this.inside >= this.bounds.inAll) throw new ProblemError(problem('too-busy', undefined, { retryAfter: 5 * MOMENT }));
  }

  /** Takes a place; returns how to give it back. */
  enter(client: string): () => void {
    this.assertRoom(client);
    this.inside += 1;
    this.byClient.set(client, (this.byClient.get(client) ?? 0) + 1);
    let isInside = true;
    return () => {
      if (isInside) this.leave(client);
      isInside = false;
    };
  }

  private leave(client: string) {
    this.inside -= 1;
    const left = this.byClient.get(client)! - 1;
    if (left > 0) this.byClient.set(client, left);
    else this.byClient.delete(client);
  }
}
