import { z } from 'zod';

/** How long it is known who has ordered. */
export const CheckoutSettings = z.object({
  /** Days after an order was placed: two years, in which goods may be complained about, and a month. */
  FORGET_CUSTOMERS_AFTER_DAYS: z.coerce.number().int().positive().max(36_500).default(760),
});
export type CheckoutSettings = z.infer<typeof CheckoutSettings>;
