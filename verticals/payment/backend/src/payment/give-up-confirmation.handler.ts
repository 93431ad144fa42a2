import { problem, ProblemError, type DataOf } from '@jogakbo/contract';
import { GiveUpConfirmation } from '@jogakbo/payment-contract';
import { CommandHandler } from '@jogakbo/vertical';
import { PaymentProvider } from '../provider/payment-provider.ts';
import { decline } from './declining.ts';
import { Payments } from './payments.ts';

@CommandHandler(GiveUpConfirmation)
export class GiveUpConfirmationHandler {
  constructor(
    readonly payments: Payments,
    readonly provider: PaymentProvider,
  ) {}

  /** One that is declined already may be so by this very command, and the provider not yet told. */
  async handle({ orderId }: DataOf<typeof GiveUpConfirmation>): Promise<null> {
    const { status, charge } = await this.payments.stateOf(orderId);
    // The provider is being asked: whether it wants a confirmation is known in a moment.
    if (status === 'requested') throw new ProblemError(problem('unavailable', 'It is not known yet whether this is to be confirmed.'));
    if (charge && (status === 'to be confirmed' || status === 'declined')) await decline(this, charge, 'It was cancelled.');
    return null;
  }
}
