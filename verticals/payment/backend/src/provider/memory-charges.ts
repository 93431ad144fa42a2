import type { Charge } from '../payment/charge.ts';
import { referenceOf, type Effect, type TestCharges, type TestStatus } from './test-charges.ts';

/** The test provider's memory for specs that need no database. */
export class MemoryCharges implements Pick<TestCharges, 'once'> {
  readonly statuses = new Map<string, TestStatus>();
  private readonly answers = new Map<string, unknown>();

  async once<A>(
    charge: Charge,
    idempotencyKey: string,
    effect: (known: { reference: string; status: TestStatus } | undefined) => Effect<A>,
  ): Promise<{ answer: A; isRepeat: boolean }> {
    if (this.answers.has(idempotencyKey)) return { answer: this.answers.get(idempotencyKey) as A, isRepeat: true };
    const known = this.statuses.get(charge.orderId);
    const { status, answer } = effect(known && { reference: referenceOf(charge), status: known });
    if (status) this.statuses.set(charge.orderId, status);
    this.answers.set(idempotencyKey, answer);
    return { answer, isRepeat: false };
  }
}
