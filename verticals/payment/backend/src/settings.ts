import { z } from 'zod';

const STRIPE = ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET', 'PUBLIC_URL'] as const;

/** Where money is asked for, nobody listens in; on this machine nobody can. */
const isSafe = (address: string) => {
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
};
const SAFE = 'is https where money is asked for, or this machine itself';

/** Who takes the customers' money, and what is needed for that. */
export const PaymentSettings = z
  .object({
    PAYMENT_PROVIDER: z.enum(['test', 'stripe']).default('test'),
    STRIPE_SECRET_KEY: z
      .string()
      .regex(/^(sk|rk)_\w+$/, 'a secret or restricted key of Stripe, sk_… or rk_…')
      .optional(),
    STRIPE_WEBHOOK_SECRET: z
      .string()
      .regex(/^whsec_\S+$/, 'the signing secret of the endpoint at Stripe, whsec_…')
      .optional(),
    /** Where browsers find the shop: customers come back to it from Stripe. */
    PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
    /** Where Stripe's API answers. */
    STRIPE_API_URL: z
      .url({ protocol: /^https?$/ })
      .refine(isSafe, SAFE)
      .default('https://api.stripe.com'),
  })
  .superRefine((settings, context) => {
    if (settings.PAYMENT_PROVIDER !== 'stripe') return;
    for (const name of STRIPE)
      if (settings[name] === undefined)
        context.addIssue({ code: 'custom', path: [name], message: 'is needed where PAYMENT_PROVIDER is stripe' });
    // Customers come back to it with the address of their order.
    if (settings.PUBLIC_URL !== undefined && !isSafe(settings.PUBLIC_URL))
      context.addIssue({ code: 'custom', path: ['PUBLIC_URL'], message: SAFE });
  });
export type PaymentSettings = z.infer<typeof PaymentSettings>;

/** What is needed where Stripe takes the money. */
export interface StripeSettings {
  readonly secretKey: string;
  readonly webhookSecret: string;
  readonly publicUrl: string;
  readonly apiUrl: string;
}

/** None where another provider takes it. */
export function stripeSettings(settings: PaymentSettings): StripeSettings | undefined {
  const { PAYMENT_PROVIDER, STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET, PUBLIC_URL, STRIPE_API_URL } = settings;
  if (PAYMENT_PROVIDER !== 'stripe') return undefined;
  return { secretKey: STRIPE_SECRET_KEY!, webhookSecret: STRIPE_WEBHOOK_SECRET!, publicUrl: PUBLIC_URL!, apiUrl: STRIPE_API_URL };
}
