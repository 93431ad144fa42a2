import type { DataOf } from '@jogakbo/contract';
import { VoidPayment } from '@jogakbo/payment-contract';
import { CommandHandler } from '@jogakbo/vertical';
import { letGo } from '../provider/letting-go.ts';
import { PaymentProvider } from '../provider/payment-provider.ts';
import { Payments } from './payments.ts';

@CommandHandler(VoidPayment)
export class VoidPaymentHandler {
  constructor(
    private readonly payments: Payments,
    private readonly provider: PaymentProvider,
  ) {}

  /** Decided first and told the provider then: an answer that is still to come finds the payment voided. */
  async handle({ orderId }: DataOf<typeof VoidPayment>): Promise<null> {
    await this.payments.decide(VoidPayment({ orderId }));
    const { status, charge } = await this.payments.stateOf(orderId);
    if (status === 'voided' && charge) await letGo(this.provider, charge);
    return null;
  }
}
