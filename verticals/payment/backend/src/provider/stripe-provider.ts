import Stripe from 'stripe';
import { PaymentMethodId, type PaymentMethod } from '@jogakbo/payment-contract';
import type { Answer, AuthorizationAnswer, Charge } from '../payment/charge.ts';
import type { StripeSettings } from '../settings.ts';
import { PaymentProvider, ProviderIsSilent } from './payment-provider.ts';
import { stripeAmount } from './stripe-amount.ts';
import { answerOf, declined, done, intentOf, isRefunded, refused, type Intent, type Session } from './stripe-answers.ts';
import { asked, passOver, reasonOf, stripeFor } from './stripe-calls.ts';

const method: PaymentMethod = {
  methodId: PaymentMethodId.parse('stripe'),
  name: 'Card, at Stripe',
  hint: 'You pay on Stripe’s own page. We never see the number of your card.',
};

/**
 * Money by way of Stripe's hosted page (https://docs.stripe.com/payments/checkout): a charge is a session there, whose id is its
 * reference, and the intent that comes of it when the customer pays.
 *
 * @remarks What stands at Stripe is looked at before anything is done to it, so that what has happened already is done under any key.
 */
export class StripeProvider extends PaymentProvider {
  private readonly stripe: Stripe;
  private readonly publicUrl: string;

  constructor(settings: StripeSettings) {
    super();
    this.stripe = stripeFor(settings);
    this.publicUrl = settings.publicUrl.replace(/\/+$/, '');
  }

  async methods(): Promise<PaymentMethod[]> {
    return [method];
  }

  async authorize(charge: Charge, idempotencyKey: string): Promise<AuthorizationAnswer> {
    if (charge.methodId !== method.methodId) return declined('This way to pay is not known.');
    const amount = stripeAmount(charge);
    if (amount === undefined) return declined('Stripe has no such amount in this currency.');
    try {
      const wanted = this.wanted(charge, amount);
      return answerOf(await asked((options) => this.stripe.checkout.sessions.create(wanted, options), idempotencyKey));
    } catch (error) {
      return declined(reasonOf(error));
    }
  }

  async standing({ reference }: Charge): Promise<AuthorizationAnswer> {
    return reference === undefined ? declined('There is nothing to confirm.') : answerOf(await this.session(reference));
  }

  async close({ reference }: Charge, idempotencyKey: string): Promise<AuthorizationAnswer> {
    if (reference === undefined) return declined('There is nothing to confirm.');
    const answer = answerOf(await this.closed(reference, idempotencyKey));
    // Stripe works on what was paid.
    if (answer.outcome === 'to be confirmed') throw new ProviderIsSilent();
    return answer;
  }

  /** Nothing is told to Stripe: the customer has been there. */
  confirm(charge: Charge): Promise<AuthorizationAnswer> {
    return this.standing(charge);
  }

  /** Without a reference nobody was ever told of a page to pay at: nothing is kept, and nothing will be. */
  async void({ reference }: Charge, idempotencyKey: string): Promise<Answer> {
    if (reference === undefined) return done;
    const session = await this.closed(reference, idempotencyKey);
    const intent = intentOf(session);
    if (!intent || intent.status === 'canceled' || isRefunded(intent)) return done;
    if (intent.status === 'succeeded') return refused('The money is taken already.');
    return this.cancelled(intent, idempotencyKey);
  }

  async capture({ reference }: Charge, idempotencyKey: string): Promise<Answer> {
    const intent = await this.intent(reference);
    if (intent?.status === 'succeeded' && !isRefunded(intent)) return done;
    if (intent?.status !== 'requires_capture') return refused('Nothing is kept.');
    return answered(asked((options) => this.stripe.paymentIntents.capture(intent.id, {}, options), idempotencyKey));
  }

  async refund({ reference }: Charge, idempotencyKey: string): Promise<Answer> {
    const intent = await this.intent(reference);
    if (intent && isRefunded(intent)) return done;
    if (intent?.status !== 'succeeded') return refused('Nothing was taken.');
    try {
      const back = await asked((options) => this.stripe.refunds.create({ payment_intent: intent.id }, options), idempotencyKey);
      return back.status === 'failed' || back.status === 'canceled' ? refused('The money could not be given back.') : done;
    } catch (error) {
      return refused(reasonOf(error));
    }
  }

  /** What the page is to ask for: always the same for one charge, or its idempotency key would be refused. */
  private wanted({ orderId, currency }: Charge, amount: number): Stripe.Checkout.SessionCreateParams {
    const page = `${this.publicUrl}/orders/${orderId}`;
    const product = { currency: currency.code.toLowerCase(), unit_amount: amount, product_data: { name: `Order ${orderId}` } };
    const metadata = { orderId };
    return {
      ...{ mode: 'payment', payment_method_types: ['card'], line_items: [{ quantity: 1, price_data: product }] },
      payment_intent_data: { capture_method: 'manual', metadata },
      ...{ metadata, client_reference_id: orderId, success_url: page, cancel_url: page },
    };
  }

  private session(id: string): Promise<Session> {
    const expand = ['payment_intent.latest_charge'];
    return asked((options) => this.stripe.checkout.sessions.retrieve(id, { expand }, options));
  }

  private async intent(reference: string | undefined): Promise<Intent | undefined> {
    return reference === undefined ? undefined : intentOf(await this.session(reference));
  }

  /** A session in which nobody pays any more. */
  private async closed(id: string, idempotencyKey: string): Promise<Session> {
    const session = await this.session(id);
    if (session.status !== 'open') return session;
    try {
      await asked((options) => this.stripe.checkout.sessions.expire(id, {}, options), `${idempotencyKey}.expire`);
    } catch (error) {
      passOver(error);
    }
    // The customer may have paid in the same moment.
    const closed = await this.session(id);
    if (closed.status === 'open') throw new ProviderIsSilent();
    return closed;
  }

  private async cancelled({ id, status }: Intent, idempotencyKey: string): Promise<Answer> {
    try {
      // A refusal is kept under its key: how the intent stood belongs to it.
      const key = `${idempotencyKey}.cancel.${status}`;
      await asked((options) => this.stripe.paymentIntents.cancel(id, {}, options), key);
      return done;
    } catch (error) {
      passOver(error);
    }
    // It went on in the same moment, or is being worked on.
    const { status: now } = await asked((options) => this.stripe.paymentIntents.retrieve(id, {}, options));
    if (now === 'canceled') return done;
    if (now === 'succeeded') return refused('The money is taken already.');
    throw new ProviderIsSilent();
  }
}

async function answered(call: Promise<unknown>): Promise<Answer> {
  try {
    await call;
    return done;
  } catch (error) {
    return refused(reasonOf(error));
  }
}
