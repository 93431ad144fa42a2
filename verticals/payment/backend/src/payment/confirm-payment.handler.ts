import { problem, ProblemError, type DataOf } from '@jogakbo/contract';
import { ConfirmPayment } from '@jogakbo/payment-contract';
import { CommandHandler, mayOpen } from '@jogakbo/vertical';
import { PaymentProvider } from '../provider/payment-provider.ts';
import { confirm } from './confirming.ts';
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
    if (answer === 'refuse') await decline(this, charge, 'It was not confirmed.');
    const rejection = answer === 'confirm' ? await confirm(this, charge) : undefined;
    if (rejection) throw refused(rejection.reason);
    return null;
  }
}

/** Whether the same was said before: then nothing follows from it. */
const isAnswered = (status: Payment['status'], answer: Asked['answer']) =>
  answer === 'confirm' ? status === 'authorized' || status === 'captured' || status === 'refunded' : status === 'declined';
