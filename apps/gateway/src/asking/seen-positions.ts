import { Injectable } from '@nestjs/common';
import { platformMessages, subjects } from '@jogakbo/protocol';
import { problem, ProblemError } from '@jogakbo/contract';
import { inCall, remaining, Requests, type Call } from '@jogakbo/runtime';
import type { Offer } from './offers.ts';

/** Questions that may wait for positions at once, of all clients to one vertical; each client has its own bound on what is under way. */
const MOST = 256;

/**
 * Lets a question wait until a vertical's views have seen the positions that it names, before it takes a place among those that
 * the vertical works on: waiting keeps nobody else from being answered.
 */
@Injectable()
export class SeenPositions {
  /** By vertical: what is waited for, each by its release and positions; whoever waits for the same waits together. */
  private readonly waiting = new Map<string, Map<string, Promise<void>>>();

  constructor(private readonly requests: Requests) {}

  /** @throws ProblemError as the vertical says: `position-unknown` at once, `view-behind` when it takes too long; `too-busy` when too many wait. */
  async wait({ vertical, version }: Offer, call: Call): Promise<void> {
    if (call.after.size === 0) return;
    const waiting = this.waiting.get(vertical) ?? new Map<string, Promise<void>>();
    this.waiting.set(vertical, waiting);
    // Who has less time than the others must not be waited for by them.
    const what = `${version} ${[...call.after].map(String).toSorted().join()} ${Math.ceil(remaining(call) / 500)}`;
    const known = waiting.get(what);
    if (known) return known;
    if (waiting.size >= MOST) throw new ProblemError(problem('too-busy', undefined, { retryAfter: 1000 }));
    const seen = inCall(call, () => this.ask(vertical, version, remaining(call))).finally(() => waiting.delete(what));
    waiting.set(what, seen);
    return seen;
  }

  private async ask(vertical: string, version: string, deadline: number): Promise<void> {
    try {
      await this.requests.ask(subjects.request(vertical, version, platformMessages.seen), null, deadline);
    } catch (error) {
      // Nobody there to say it: whoever is asked next says so, or keeps no views.
      if (!(error instanceof ProblemError && error.is('unavailable'))) throw error;
    }
  }
}
