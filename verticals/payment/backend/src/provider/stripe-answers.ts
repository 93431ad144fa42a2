import type Stripe from 'stripe';
import type { Answer, AuthorizationAnswer } from '../payment/charge.ts';
import { told } from './stripe-calls.ts';

export type Session = Stripe.Checkout.Session;
export type Intent = Stripe.PaymentIntent;

export const done: Answer = { outcome: 'done' };
export const refused = (reason: string): Answer => ({ outcome: 'refused', reason });
export const declined = (reason: string): AuthorizationAnswer => ({ outcome: 'declined', reason });

/** How a charge stands, by its session with its intent. */
export function answerOf(session: Session): AuthorizationAnswer {
  const { id: reference, status, url } = session;
  if (status === 'open') return { outcome: 'to be confirmed', reference, ...(url !== null && { confirmAt: safe(url) }) };
  if (status === 'expired') return declined('It was not paid in time.');
  const intent = intentOf(session);
  if (intent?.status === 'requires_capture' || intent?.status === 'succeeded') return { outcome: 'authorized', reference };
  if (intent?.status === 'processing') return { outcome: 'to be confirmed', reference };
  return declined(told(intent?.last_payment_error?.message ?? ''));
}

/** @throws Error for an address at which nobody is asked for money: somebody has to look at it */
function safe(url: string): string {
  if (!url.startsWith('https://')) throw new Error(`Stripe names a page that is not https: ${url}`);
  return url;
}

export const intentOf = ({ payment_intent: intent }: Session): Intent | undefined =>
  intent !== null && typeof intent === 'object' ? intent : undefined;

export const isRefunded = ({ latest_charge: charge }: Intent): boolean => charge !== null && typeof charge === 'object' && charge.refunded;
