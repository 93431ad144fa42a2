import Stripe from 'stripe';
import { wellFormed } from '@jogakbo/contract';
import { log, remaining } from '@jogakbo/vertical';
import type { StripeSettings } from '../settings.ts';
import { OUR_MISTAKE, ProviderIsSilent } from './payment-provider.ts';

/** Milliseconds that are kept for what is done with an answer. */
const ENDING = 500;
/** The longest reason that is told. */
const REASON = 200;
/** How many failures that Stripe keeps are got over within one call. */
const KEPT = 5;

/** Stripe's API. It is never asked again by itself: the command that asks comes again. */
export function stripeFor({ secretKey, apiUrl }: StripeSettings): Stripe {
  const { hostname, port, protocol } = new URL(apiUrl);
  return new Stripe(secretKey, {
    ...{ host: hostname, protocol: protocol === 'http:' ? 'http' : 'https', ...(port !== '' && { port }) },
    ...{ maxNetworkRetries: 0, telemetry: false },
    // Its time-out is for a whole call; the other client's starts anew with every byte.
    httpClient: Stripe.createFetchHttpClient(),
  });
}

/**
 * What Stripe answers in the time that is left; asked under an idempotency key where something happens by it.
 *
 * @remarks Stripe keeps also a failure of its own under a key, for a day (https://docs.stripe.com/api/idempotent_requests). Whoever gets
 * one that is kept asks under the next key. Nothing comes twice by that: Stripe takes, lets go and gives back an intent's money once under
 * any key, and of a page that was opened twice the customer is told of one.
 */
export async function asked<T>(call: (options: Stripe.RequestOptions) => Promise<T>, idempotencyKey?: string): Promise<T> {
  for (let kept = 0; ; kept += 1) {
    const timeout = Math.floor(remaining() - ENDING);
    if (timeout <= 0) throw new ProviderIsSilent();
    try {
      return await call({ timeout, ...(idempotencyKey !== undefined && { idempotencyKey: nth(idempotencyKey, kept) }) });
    } catch (error) {
      if (kept < KEPT && isKeptFailure(error)) continue;
      throw isSilence(error) ? new ProviderIsSilent() : error;
    }
  }
}

const nth = (key: string, kept: number) => (kept === 0 ? key : `${key}.${kept + 1}`);

const isKeptFailure = (error: unknown) =>
  error instanceof Stripe.errors.StripeError && (error.statusCode ?? 0) >= 500 && error.headers?.['idempotent-replayed'] === 'true';

/** Whether nobody knows by it what has happened, or the same may be answered otherwise later. */
function isSilence(error: unknown): boolean {
  if (!(error instanceof Stripe.errors.StripeError)) return false;
  const { StripeConnectionError, StripeAPIError } = Stripe.errors;
  if (error instanceof StripeConnectionError || error instanceof StripeAPIError) return true;
  // 409 is a call under the same key that is still under way.
  return error.statusCode === 409 || error.statusCode === 429 || (error.statusCode ?? 0) >= 500;
}

/**
 * Why Stripe says no, as a customer reads it; what is no answer of it about the payment is thrown on.
 *
 * @remarks Of a card it says so in words for customers. What it says of a request is for whoever made that, and stands in the log.
 */
export function reasonOf(error: unknown): string {
  const { StripeCardError, StripeInvalidRequestError } = Stripe.errors;
  if (error instanceof StripeCardError) return told(error.message);
  if (!(error instanceof StripeInvalidRequestError)) throw error;
  const { message, code, param, requestId } = error;
  log.error({ says: message, code, param, requestId }, 'Stripe refuses what it was asked for');
  return OUR_MISTAKE;
}

/** Passes over a no of Stripe, where how it stands is looked at next; what is no answer of it is thrown on. */
export function passOver(error: unknown): void {
  if (!(error instanceof Stripe.errors.StripeCardError || error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
}

/** What Stripe says, as it is told and kept: it may be of any length, and be cut in the middle of a character. */
export function told(words: string): string {
  const text = words.replace(/\p{Cc}+/gu, ' ').trim() || 'It was not paid.';
  return wellFormed(text.length > REASON ? `${text.slice(0, REASON - 1)}…` : text);
}
