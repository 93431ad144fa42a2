import { problem, ProblemError, type DataOf } from '@jogakbo/contract';
import { ConfirmPayment, type OrderId } from '@jogakbo/payment-contract';
import { CommandHandler, mayOpen } from '@jogakbo/service';
import { letGo } from '../provider/letting-go.ts';
import { idempotencyKey, PaymentProvider } from '../provider/payment-provider.ts';
import { RecordAnswer } from './answers.commands.ts';
import type { AuthorizationAnswer, Charge } from './charge.ts';
import type { Payment } from './payment.decider.ts';
import { Payments, refused } from './payments.ts';

type Asked = DataOf<typeof ConfirmPayment>;

@CommandHandler(ConfirmPayment)
export class ConfirmPaymentHandler {
  constructor(
    private readonly payments: Payments,
    private readonly provider: PaymentProvider,
  ) {}

  async handle({ orderId, key, answer }: Asked): Promise<null> {
    const { status, charge, keyDigest } = await this.payments.stateOf(orderId);
    if (!charge || !keyDigest || !mayOpen(key, keyDigest)) throw new ProblemError(problem('not-found'));
    if (isAnswered(status, answer)) return null;
    if (status !== 'to be confirmed') throw refused('NothingIsToBeConfirmed');
    await this.record(orderId, answer === 'confirm' ? await this.confirm(charge) : await this.refuse(charge), charge);
    return null;
  }

  private async record(orderId: OrderId, answer: AuthorizationAnswer, charge: Charge) {
    const rejection = await this.payments.attempt(RecordAnswer({ orderId, answer }));
    if (!rejection) return;
    // The payment was given up while the provider was told.
    await letGo(this.provider, charge);
    throw refused(rejection.reason);
  }

  private confirm(charge: Charge) {
    return this.provider.confirm(charge, idempotencyKey(charge.orderId, 'confirm'));
  }
  private async refuse(charge: Charge): Promise<AuthorizationAnswer> {
    await letGo(this.provider, charge);
    return { outcome: 'declined', reason: 'It was not confirmed.' };
  }
}

/** Whether the same was said before: then nothing follows from it. */
const isAnswered = (status: Payment['status'], answer: Asked['answer']) =>
  answer === 'confirm' ? status === 'authorized' || status === 'captured' || status === 'refunded' : status === 'declined';
