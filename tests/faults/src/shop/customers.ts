import { setTimeout as wait } from 'node:timers/promises';
import { problem, ProblemError } from '@jogakbo/contract';
import { contracts, LIMIT } from '@jogakbo/promises/ordering';
import type { VerticalsUnderTest } from '@jogakbo/testing/verticals';

const CUSTOMERS = 6;
/** Milliseconds that a customer waits for an answer. */
const DEADLINE = 1000;
/** Whose answer takes so much longer was not refused in time, but left hanging. */
const HANGING = 3 * DEADLINE;
/** What says neither what is away nor that asking again makes sense. */
const UNCLEAR = problem('internal').title;

/** Customers who order one thing after the other, and ask for the same order again until it is accepted, as a browser would. */
export class Customers {
  readonly accepted = new Set<string>();
  /** How often they were refused, by what they were told. */
  readonly refused: Record<string, number> = {};
  /** Milliseconds that they waited for an answer, at most. */
  longestAnswer = 0;
  private readonly closing = new AbortController();
  private readonly verticals: VerticalsUnderTest;
  private readonly dice: () => number;
  private readonly shopping: Promise<unknown>;
  /** Milliseconds between two orders of one customer, at most. */
  private readonly pause: number;
  constructor(verticals: VerticalsUnderTest, dice: () => number, pause = 100) {
    this.verticals = verticals;
    this.pause = pause;
    this.dice = dice;
    this.shopping = Promise.all(Array.from({ length: CUSTOMERS }, (_, customer) => this.shop(`c${customer}`)));
  }

  /** Resolves when there are more of them, so that the shop is known to run. */
  async more(orders = CUSTOMERS): Promise<void> {
    for (const wanted = this.accepted.size + orders; this.accepted.size < wanted;) await wait(20);
  }

  /** They order no more; resolves when all that they asked for is accepted. */
  async close(): Promise<void> {
    this.closing.abort();
    await this.shopping;
  }

  /** What was wrong about the answers that they had. */
  faults(): string[] {
    const unclear = this.refused[UNCLEAR] ? [`customers were told ${this.refused[UNCLEAR]} times: ${UNCLEAR}`] : [];
    return this.longestAnswer > HANGING ? [...unclear, `a customer had no answer for ${Math.round(this.longestAnswer)} ms`] : unclear;
  }

  private async shop(customer: string) {
    for (let nth = 1; !this.closing.signal.aborted; nth += 1) {
      const orderId = `${customer}-${nth}`;
      const sku = this.dice() < 0.1 ? 'sold-out' : 'red';
      const amount = this.dice() < 0.1 ? LIMIT + 1 : 10;
      while (!(await this.ask({ orderId, sku, amount }))) await wait(50);
      this.accepted.add(orderId);
      await wait(this.dice() * this.pause);
    }
  }

  private async ask(order: { orderId: string; sku: string; amount: number }): Promise<boolean> {
    const begun = performance.now();
    try {
      await this.verticals.ask('ordering', contracts.PlaceOrder(order), DEADLINE);
      return true;
    } catch (error) {
      const told = error instanceof ProblemError ? error.problem.title : String(error);
      this.refused[told] = (this.refused[told] ?? 0) + 1;
      return false;
    } finally {
      this.longestAnswer = Math.max(this.longestAnswer, performance.now() - begun);
    }
  }
}
