import type { Socket } from 'node:net';
import { problem, ProblemError } from '@jogakbo/contract';

/** How many may be inside at once: in all, and from one remote address. */
export interface Bounds {
  readonly inAll: number;
  readonly perAddress: number;
}

/** Lets connections in: so many in all, so many from one address, and each of them once at a time. */
export class Admission {
  private readonly inside = new Set<Socket>();
  private readonly byAddress = new Map<string, number>();

  constructor(private readonly bounds: Bounds) {}

  get size(): number {
    return this.inside.size;
  }

  /** @throws ProblemError `too-busy` when there is no place for it. */
  assertRoom(socket: Socket) {
    const taken = this.byAddress.get(addressOf(socket)) ?? 0;
    const isFull = this.inside.size >= this.bounds.inAll || taken >= this.bounds.perAddress || this.inside.has(socket);
    if (isFull) throw new ProblemError(problem('too-busy', undefined, { retryAfter: 5000 }));
  }

  /** Takes a place; returns how to give it back. */
  enter(socket: Socket): () => void {
    this.assertRoom(socket);
    const address = addressOf(socket);
    this.inside.add(socket);
    this.byAddress.set(address, (this.byAddress.get(address) ?? 0) + 1);
    return () => {
      if (!this.inside.delete(socket)) return;
      const left = this.byAddress.get(address)! - 1;
      if (left > 0) this.byAddress.set(address, left);
      else this.byAddress.delete(address);
    };
  }
}

const addressOf = ({ remoteAddress }: Socket) => remoteAddress ?? '';
