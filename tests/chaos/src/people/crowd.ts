import { setTimeout as wait } from 'node:timers/promises';
import type { Dice } from '@jogakbo/testing/dice';
import { Caller } from './caller.ts';
import { Customer, type Manner, type Purchase } from './customer.ts';
import type { Window } from './window.ts';

export interface CrowdOptions {
  readonly address: string;
  readonly window: Window;
  /** Customers who come in, a second. */
  readonly rate: number;
  readonly manner: Manner;
  readonly dice: Dice;
  /** Customers who may be there at once: more than that turn round at the door. */
  readonly room?: number;
}

/** Customers who come in at a rate, each with a mind of her own. */
export class Crowd {
  readonly purchases: Purchase[] = [];
  /** How many came, how many turned round, and by reason how many met trouble before they could order. */
  came = 0;
  turnedRound = 0;
  readonly troubles = new Map<string, number>();
  private readonly closing = new AbortController();
  private readonly leaving = new AbortController();
  private readonly inside = new Set<Promise<void>>();
  private readonly door: Promise<void>;

  constructor(private readonly options: CrowdOptions) {
    this.door = this.letIn();
  }

  get size(): number {
    return this.inside.size;
  }

  /** Nobody comes in any more; resolves when those who are inside have ordered what they wanted, and looked at it once more. */
  async close(): Promise<void> {
    this.closing.abort();
    await this.door;
    this.leaving.abort();
    await Promise.all(this.inside);
  }

  private async letIn() {
    const { rate, dice, room = 2000 } = this.options;
    const { signal } = this.closing;
    const begun = performance.now();
    for (let due = 0; !signal.aborted;) {
      // Independent of one another: the time between two who come is exponentially distributed.
      due += (-Math.log(1 - dice()) / rate) * 1000;
      await wait(Math.max(0, due - (performance.now() - begun)), undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      this.came += 1;
      if (this.inside.size >= room) this.turnedRound += 1;
      else this.admit();
    }
  }

  private admit() {
    const { address, window, dice, manner } = this.options;
    const visit = new Customer(new Caller(address), window, dice, manner)
      .shop((purchase) => void this.purchases.push(purchase), this.leaving.signal)
      .catch((error: unknown) => {
        const told = error instanceof Error ? error.message : String(error);
        this.troubles.set(told, (this.troubles.get(told) ?? 0) + 1);
      })
      .finally(() => this.inside.delete(visit));
    this.inside.add(visit);
  }
}
