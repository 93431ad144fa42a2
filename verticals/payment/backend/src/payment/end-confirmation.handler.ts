import type { DataOf } from '@jogakbo/contract';
import { EndConfirmation } from '@jogakbo/payment-contract';
import { CommandHandler } from '@jogakbo/vertical';
import { PaymentProvider } from '../provider/payment-provider.ts';
import { end } from './confirming.ts';
import { Payments } from './payments.ts';

@CommandHandler(EndConfirmation)
export class EndConfirmationHandler {
  constructor(
    readonly payments: Payments,
    readonly provider: PaymentProvider,
  ) {}

  async handle({ orderId }: DataOf<typeof EndConfirmation>): Promise<null> {
    const { status, charge } = await this.payments.stateOf(orderId);
    if (status === 'to be confirmed' && charge) await end(this, charge);
    return null;
  }
}
