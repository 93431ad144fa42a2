import { problem, ProblemError, type DataOf } from '@jogakbo/contract';
import { ConfirmPayment, type OrderId } from '@jogakbo/payment-contract';
import { CommandHandler, mayOpen } from '@jogakbo/service';
import { letGo } from '../provider/letting-go.ts';
import { idempotencyKey, PaymentProvider } from '../provider/payment-provider.ts';
import { RecordAnswer } from './answers.commands.ts';
import type { Charge } from './charge.ts';
import { decline } from './declining.ts';
import type { Payment } from './payment.decider.ts';
import { Payments, refused } from './payments.ts';

type Asked = DataOf<typeof ConfirmPayment>;

@CommandHandler(ConfirmPayment)
export class ConfirmPaymentHandler {
  constructor(
    readonly payments: Payments,
    readonly provider: PaymentProvider,
  ) {}

  async handle({ orderId, key, answer }: Asked): Promise<null> {
    const { status, charge, keyDigest } = await this.payments.stateOf(orderId);
    if (!charge || !keyDigest || !mayOpen(key, keyDigest)) throw new ProblemError(problem('not-found'));
    if (isAnswered(status, answer)) return null;
    if (status !== 'to be confirmed') throw refused('NothingIsToBeConfirmed');
    if (answer === 'confirm') await this.confirm(orderId, charge);
    else await decline(this, charge, 'It was not confirmed.');
    return null;
  }

  private async confirm(orderId: OrderId, charge: Charge) {
    const answer = await this.provider.confirm(charge, idempotencyKey(orderId, 'confirm'));
    const rejection = await this.payments.attempt(RecordAnswer({ orderId, answer }));
    if (!rejection) return;
    // The payment was given up, or refused, while the provider was told.
    await letGo(this.provider, charge);
    throw refused(rejection.reason);
  }
}

/** Whether the same was said before: then nothing follows from it. */
const isAnswered = (status: Payment['status'], answer: Asked['answer']) =>
  answer === 'confirm' ? status === 'authorized' || status === 'captured' || status === 'refunded' : status === 'declined';
