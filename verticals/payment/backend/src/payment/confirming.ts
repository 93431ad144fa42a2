import type { Rejection } from '@jogakbo/domain';
import { letGo } from '../provider/letting-go.ts';
import { idempotencyKey, type PaymentProvider } from '../provider/payment-provider.ts';
import { RecordAnswer } from './answers.commands.ts';
import type { Charge } from './charge.ts';
import type { Payments } from './payments.ts';

/** Where it is heard that a customer has confirmed. */
export interface Confirming {
  readonly payments: Payments;
  readonly provider: PaymentProvider;
}

/** Records what the provider says now that the customer has confirmed; a rejection where the payment was given up, or refused, meanwhile. */
export async function confirm({ payments, provider }: Confirming, charge: Charge): Promise<Rejection | undefined> {
  const { orderId } = charge;
  const answer = await provider.confirm(charge, idempotencyKey(orderId, 'confirm'));
  const rejection = await payments.attempt(RecordAnswer({ orderId, answer }));
  if (rejection) await letGo(provider, charge);
  return rejection;
}
