import { problem, ProblemError } from '@jogakbo/contract';
import type { PaymentMethod } from '@jogakbo/payment-contract';
import type { Answer, AuthorizationAnswer, Charge } from '../payment/charge.ts';

/**
 * Who keeps, takes and gives back customers' money: what this vertical needs of a payment provider.
 *
 * @remarks Every call has an idempotency key: however often it comes under one, it happens once and is answered the same. What has
 * happened already is `done` under any key. A call that is not answered in time throws `ProviderIsSilent`: nobody knows then whether
 * it has happened, and it is made again under its key. Reasons are sentences for customers, of 200 characters at most.
 */
export abstract class PaymentProvider {
  /** The ways to pay, the one that is offered first at first. */
  abstract methods(): Promise<readonly PaymentMethod[]>;
  /** Keeps the money of a charge, without taking it. */
  abstract authorize(charge: Charge, idempotencyKey: string): Promise<AuthorizationAnswer>;
  /** The customer confirms what is to be confirmed. */
  abstract confirm(charge: Charge, idempotencyKey: string): Promise<AuthorizationAnswer>;
  /**
   * Lets go what is kept, also where the answer to `authorize` never came: afterwards nothing is kept, and nothing will be when that
   * call arrives late. Refused where the money is taken.
   */
  abstract void(charge: Charge, idempotencyKey: string): Promise<Answer>;
  /** Takes what is kept. */
  abstract capture(charge: Charge, idempotencyKey: string): Promise<Answer>;
  /** Gives back what was taken. */
  abstract refund(charge: Charge, idempotencyKey: string): Promise<Answer>;
}

/** Silence is neither yes nor no. Nothing is refused by it, so an asynchronous command is carried out again. */
export class ProviderIsSilent extends ProblemError {
  constructor() {
    super(problem('unavailable', 'The payment provider does not answer. Please try again.'));
  }
}

/**
 * The idempotency key of what happens once to an order: `order-7.authorize`.
 *
 * @remarks What may be asked for anew after it was refused says by which command: `order-7.refund.<command>`.
 */
export const idempotencyKey = (orderId: string, call: 'authorize' | 'confirm' | 'void' | 'capture' | 'refund', command?: string): string =>
  [orderId, call, ...(command === undefined ? [] : [command])].join('.');
