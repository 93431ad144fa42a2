import type { DataOf } from '@jogakbo/contract';
import { RefundPayment } from '@jogakbo/payment-contract';
import { CommandHandler, currentCall } from '@jogakbo/vertical';
import { PaymentProvider } from '../provider/payment-provider.ts';
import { RequestRefund } from './answers.commands.ts';
import { Payments } from './payments.ts';
import { refund } from './refunding.ts';

@CommandHandler(RefundPayment)
export class RefundPaymentHandler {
  constructor(
    readonly payments: Payments,
    readonly provider: PaymentProvider,
  ) {}

  /** Staff know the order, not where its goods are at this moment: money goes back when those who keep the goods have them. */
  async handle({ orderId }: DataOf<typeof RefundPayment>): Promise<null> {
    if (currentCall()?.roles.includes('staff')) await this.payments.decide(RequestRefund({ orderId }));
    else await refund(this, RefundPayment({ orderId }));
    return null;
  }
}
