import { problem, ProblemError } from '@jogakbo/contract';
import type { PaymentMethod } from '@jogakbo/payment-contract';
import type { Answer, AuthorizationAnswer, Charge } from '../payment/charge.ts';

/**
 * Who keeps, takes and gives back customers' money: what this vertical needs of a payment provider.
 *
 * @remarks Every call has an idempotency key: however often it comes under one, it happens once and is answered the same. What has
 * happened already is `done` under any key. A call that is not answered in time throws `ProviderIsSilent`: nobody knows then whether
 * it has happened, and it is made again under its key. Reasons are sentences for customers, of 200 characters at most: what a provider
 * says about a mistake of ours is for the log. Where a customer is sent to pay is an address of https. All this is examined by
 * `paymentProviderConformance`, which every provider passes.
 */
export abstract class PaymentProvider {
  /** The ways to pay, the one that is offered first at first. */
  abstract methods(): Promise<readonly PaymentMethod[]>;
  /** Keeps the money of a charge, without taking it. */
  abstract authorize(charge: Charge, idempotencyKey: string): Promise<AuthorizationAnswer>;
  /** How the payment of a charge stands, whatever has been heard of it; nothing is changed by asking. */
  abstract standing(charge: Charge): Promise<AuthorizationAnswer>;
  /**
   * Takes no payment of a charge any more, and says what came of it until then: the money is kept, or it never will be. Silent as long as
   * that is open.
   */
  abstract close(charge: Charge, idempotencyKey: string): Promise<AuthorizationAnswer>;
  /** The customer confirms what is to be confirmed, or says that it is confirmed already. */
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

/** What a customer reads where the provider finds fault with what we have asked of it. */
export const OUR_MISTAKE = 'It does not work at the moment, and not because of you. We are looking into it.';

/**
 * The idempotency key of what happens once to an order: `order-7.authorize`.
 *
 * @remarks What may be asked for anew after it was refused says by which command: `order-7.refund.<command>`.
 */
export const idempotencyKey = (
  orderId: string,
  call: 'authorize' | 'confirm' | 'close' | 'void' | 'capture' | 'refund',
  command?: string,
): string => [orderId, call, ...(command === undefined ? [] : [command])].join('.');
