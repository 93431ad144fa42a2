import type { Rejection } from '@jogakbo/domain';
import { letGo } from '../provider/letting-go.ts';
import { idempotencyKey, type PaymentProvider } from '../provider/payment-provider.ts';
import { RecordAnswer } from './answers.commands.ts';
import type { AuthorizationAnswer, Charge } from './charge.ts';
import type { Payments } from './payments.ts';

/** Where it is heard what becomes of a payment that waits for its customer. */
export interface Confirming {
  readonly payments: Payments;
  readonly provider: PaymentProvider;
}

/** Records what the provider says now that the customer has confirmed; a rejection where the payment was given up, or refused, meanwhile. */
export async function confirm(confirming: Confirming, charge: Charge): Promise<Rejection | undefined> {
  return recorded(confirming, charge, await confirming.provider.confirm(charge, idempotencyKey(charge.orderId, 'confirm')));
}

/** Records what the provider says when it is asked, by nobody's word. */
export async function lookInto(confirming: Confirming, charge: Charge): Promise<void> {
  await recorded(confirming, charge, await confirming.provider.standing(charge));
}

/** Records what has come of it by now, which is all that ever will. */
export async function end(confirming: Confirming, charge: Charge): Promise<void> {
  await recorded(confirming, charge, await confirming.provider.close(charge, idempotencyKey(charge.orderId, 'close')));
}

async function recorded({ payments, provider }: Confirming, charge: Charge, answer: AuthorizationAnswer): Promise<Rejection | undefined> {
  const rejection = await payments.attempt(RecordAnswer({ orderId: charge.orderId, answer }));
  if (rejection) await letGo(provider, charge);
  return rejection;
}
