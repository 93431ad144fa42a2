import { z } from 'zod';
import { MOST_PIECES, MOST_UNPAID } from '@jogakbo/checkout-contract';

const NO_LIMIT = 0;

/** How long it is known who has ordered, and how much one client may hold unpaid. */
export const CheckoutSettings = z.object({
  /** Days after an order was placed: two years, in which goods may be complained about, and a month. */
  FORGET_CUSTOMERS_AFTER_DAYS: z.coerce.number().int().positive().max(36_500).default(760),
  /** Pieces in orders of one client, which is an address, that wait to be paid: as many as one order may have, at least, and as one visitor may hold, by default. */
  CLIENT_UNPAID_PIECES: z.coerce
    .number()
    .int()
    .refine((pieces) => pieces === NO_LIMIT || pieces >= MOST_PIECES.inAll, {
      error: `must be ${NO_LIMIT}, which is no limit, or at least ${MOST_PIECES.inAll}, which is the largest order`,
    })
    .default(MOST_UNPAID * MOST_PIECES.inAll)
    .transform((pieces) => pieces || Number.POSITIVE_INFINITY),
});
export type CheckoutSettings = z.infer<typeof CheckoutSettings>;
