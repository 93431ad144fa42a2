import { Inject } from '@nestjs/common';
import Stripe from 'stripe';
import { z } from 'zod';
import { problem, ProblemError, type DataOf } from '@jogakbo/contract';
import { HearStripe, OrderId } from '@jogakbo/payment-contract';
import { CommandHandler, SETTINGS } from '@jogakbo/vertical';
import { PaymentProvider } from '../provider/payment-provider.ts';
import { stripeSettings, type PaymentSettings } from '../settings.ts';
import { lookInto } from './confirming.ts';
import { Payments, refused } from './payments.ts';

type Posted = DataOf<typeof HearStripe>;

/** What is heard of Stripe; of all else that it tells nothing follows. */
const About = z.object({
  type: z.enum(['checkout.session.completed', 'checkout.session.async_payment_failed', 'checkout.session.expired']),
  data: z.object({ object: z.object({ id: z.string().min(1).max(200), metadata: z.object({ orderId: OrderId }) }) }),
});

/**
 * That something has happened is all that is taken from what Stripe tells: how the payment stands, it is asked.
 *
 * @remarks So repeats are nothing, and any order is as good: the last state counts, not the last message.
 */
@CommandHandler(HearStripe)
export class HearStripeHandler {
  constructor(
    readonly payments: Payments,
    readonly provider: PaymentProvider,
    @Inject(SETTINGS) private readonly settings: PaymentSettings,
  ) {}

  async handle(posted: Posted): Promise<null> {
    const stripe = stripeSettings(this.settings);
    if (!stripe) throw refused('StripeIsNotUsed');
    const heard = About.safeParse(verified(posted, stripe.webhookSecret));
    if (!heard.success) return null;
    const { id, metadata } = heard.data.data.object;
    const { status, charge } = await this.payments.stateOf(metadata.orderId);
    // Stripe is quicker than our own log: which session is ours stands there in a moment.
    if (status === 'requested') throw new ProblemError(problem('unavailable', 'It is not known yet whose payment this is.'));
    // Another shop may use the same account, and its orders may be called alike.
    if (charge?.reference === id) await lookInto(this, charge);
    return null;
  }
}

/** @throws ProblemError `rejected` where it is not Stripe's, or too old to be taken */
function verified({ body, headers }: Posted, secret: string): unknown {
  try {
    return Stripe.webhooks.constructEvent(Buffer.from(body, 'base64'), headers['stripe-signature'] ?? '', secret);
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) throw refused('SignatureIsWrong');
    throw error;
  }
}
