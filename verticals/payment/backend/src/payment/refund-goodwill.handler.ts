import type { DataOf } from '@jogakbo/contract';
import { RefundGoodwill } from '@jogakbo/payment-contract';
import { CommandHandler } from '@jogakbo/vertical';
import { PaymentProvider } from '../provider/payment-provider.ts';
import { Payments } from './payments.ts';
import { refund } from './refunding.ts';

@CommandHandler(RefundGoodwill)
export class RefundGoodwillHandler {
  constructor(
    readonly payments: Payments,
    readonly provider: PaymentProvider,
  ) {}

  async handle({ orderId }: DataOf<typeof RefundGoodwill>): Promise<null> {
    await refund(this, RefundGoodwill({ orderId }));
    return null;
  }
}
