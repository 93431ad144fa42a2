import { z } from 'zod';
import { Amount, Currency, id, KeyDigest, personal } from '@jogakbo/contract';
import { Sku, StoreId } from '@jogakbo/assortment-contract';
import { PaymentMethodId } from '@jogakbo/payment-contract';
import { CartLine } from './checkout.queries.ts';
import { checkout } from './cart.ts';

export const OrderId = id('OrderId');
export type OrderId = z.infer<typeof OrderId>;

const Name = personal(z.string().trim().min(1, { error: 'is missing' }).max(80));
/** Who has ordered, and picks it up. */
export const Customer = z.object({ firstName: Name, lastName: Name });
export type Customer = z.infer<typeof Customer>;

/** The most pieces of one variant, and of all together, that can be ordered at once. */
export const MOST_PIECES = { ofOne: 20, inAll: 50 } as const;
/** The most orders of one visitor that wait to be paid at the same time. */
export const MOST_UNPAID = 2;

const tooManyOfOne = `At most ${MOST_PIECES.ofOne} pieces of one kind can be ordered at once. Please take some of them out.`;
const tooManyInAll = `At most ${MOST_PIECES.inAll} pieces can be ordered at once. Please take some of them out.`;
const sumOf = (pieces: readonly { readonly quantity: number }[]) => pieces.reduce((sum, { quantity }) => sum + quantity, 0);
/** So many pieces of each variant, as somebody may order them. What was ordered before it was so stays as it is. */
export const OrderedPieces = z
  .array(z.object({ sku: Sku, quantity: z.number().int().positive().max(MOST_PIECES.ofOne, { error: tooManyOfOne }) }))
  .min(1)
  .refine((pieces) => sumOf(pieces) <= MOST_PIECES.inAll, { error: tooManyInAll });

/** What was ordered, as it stood in the basket: prices do not change any more. */
export const ordered = {
  lines: z.array(CartLine).min(1),
  total: Amount,
  currency: Currency,
  /** `null` once the customer is forgotten. */
  customer: personal(Customer).nullable(),
  storeId: StoreId,
  paymentMethodId: PaymentMethodId,
  /** Of the key to all orders of its visitor. */
  visitorDigest: KeyDigest,
  /** Of the key to this order alone. */
  keyDigest: KeyDigest,
  /** The catalogue could not be asked: prices are those that the customer saw. */
  pricesAreUnchecked: z.boolean().optional(),
};

export const LatestOrderCookie = checkout.cookie('c_order', 'What a visitor has ordered last.', { keptFor: '1 day' });
