import type { PaymentProvider } from '../provider/payment-provider.ts';
import { letGo } from '../provider/letting-go.ts';
import { RecordAnswer } from './answers.commands.ts';
import type { Charge } from './charge.ts';
import type { Payments } from './payments.ts';

/** Where a payment is declined on the customer's side. */
export interface Declining {
  readonly payments: Payments;
  readonly provider: PaymentProvider;
}

/**
 * Takes it that the customer does not pay, unless the provider has said yes meanwhile.
 *
 * @remarks It is decided before the provider is told, so that a yes which comes at the same moment finds it declined.
 */
export async function decline({ payments, provider }: Declining, charge: Charge, reason: string): Promise<void> {
  const { orderId } = charge;
  await payments.attempt(RecordAnswer({ orderId, answer: { outcome: 'declined', reason } }));
  const { status } = await payments.stateOf(orderId);
  if (status === 'declined') await letGo(provider, charge);
}
