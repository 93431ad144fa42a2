import type { Charge } from '../payment/charge.ts';
import { referenceOf, type Effect, type KnownCharge, type TestCharges, type TestStatus } from './test-charges.ts';

/** The test provider's memory for specs that need no database. */
export class MemoryCharges implements Pick<TestCharges, 'find' | 'once'> {
  readonly statuses = new Map<string, TestStatus>();
  readonly charges = new Map<string, Charge>();
  private readonly answers = new Map<string, unknown>();

  async find(charge: Charge): Promise<KnownCharge | undefined> {
    return this.known(charge);
  }

  async once<A>(
    charge: Charge,
    idempotencyKey: string,
    effect: (known: KnownCharge | undefined) => Effect<A>,
  ): Promise<{ answer: A; isRepeat: boolean }> {
    if (this.answers.has(idempotencyKey)) return { answer: this.answers.get(idempotencyKey) as A, isRepeat: true };
    const { status, answer } = effect(this.known(charge));
    if (status) this.statuses.set(charge.orderId, status);
    this.charges.set(charge.orderId, charge);
    this.answers.set(idempotencyKey, answer);
    return { answer, isRepeat: false };
  }

  private known(charge: Charge): KnownCharge | undefined {
    const status = this.statuses.get(charge.orderId);
    return status && { reference: referenceOf(charge), status };
  }
}
