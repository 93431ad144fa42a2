import type { DataOf } from '@jogakbo/contract';
import { AuthorizePayment } from '@jogakbo/payment-contract';
import { CommandHandler } from '@jogakbo/vertical';
import { letGo } from '../provider/letting-go.ts';
import { idempotencyKey, PaymentProvider } from '../provider/payment-provider.ts';
import { RecordAnswer } from './answers.commands.ts';
import { Payments, refused } from './payments.ts';

@CommandHandler(AuthorizePayment)
export class AuthorizePaymentHandler {
  constructor(
    private readonly payments: Payments,
    private readonly provider: PaymentProvider,
  ) {}

  /** That money is asked for stands in the log before the provider is: so a void knows what there is to let go. */
  async handle(asked: DataOf<typeof AuthorizePayment>): Promise<null> {
    const { orderId } = asked;
    await this.payments.decide(AuthorizePayment(asked));
    const { status, charge } = await this.payments.stateOf(orderId);
    if (status === 'voided') throw refused('PaymentIsVoided');
    if (status !== 'requested' || !charge) return null;
    const answer = await this.provider.authorize(charge, idempotencyKey(orderId, 'authorize'));
    const rejection = await this.payments.attempt(RecordAnswer({ orderId, answer }), 'answer');
    if (!rejection) return null;
    // The payment was given up while the provider was asked.
    const reference = answer.outcome === 'declined' ? undefined : answer.reference;
    await letGo(this.provider, { ...charge, ...(reference !== undefined && { reference }) });
    throw refused(rejection.reason);
  }
}
