import type { DataOf } from '@jogakbo/contract';
import { RefundPayment } from '@jogakbo/payment-contract';
import { CommandHandler, currentCall } from '@jogakbo/service';
import { idempotencyKey, PaymentProvider } from '../provider/payment-provider.ts';
import { RecordRefusedRefund } from './answers.commands.ts';
import { Payments } from './payments.ts';

@CommandHandler(RefundPayment)
export class RefundPaymentHandler {
  constructor(
    private readonly payments: Payments,
    private readonly provider: PaymentProvider,
  ) {}

  async handle({ orderId }: DataOf<typeof RefundPayment>): Promise<null> {
    const { status, charge } = await this.payments.stateOf(orderId);
    if (status !== 'captured' || !charge) return null;
    const answer = await this.provider.refund(charge, idempotencyKey(orderId, 'refund', currentCall()?.causationId));
    const followsFrom = answer.outcome === 'done' ? RefundPayment({ orderId }) : RecordRefusedRefund({ orderId, reason: answer.reason });
    await this.payments.decide(followsFrom);
    return null;
  }
}
