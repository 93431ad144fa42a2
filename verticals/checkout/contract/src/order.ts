import { z } from 'zod';
import { Amount, Currency, id, KeyDigest, personal } from '@jogakbo/contract';
import { StoreId } from '@jogakbo/assortment-contract';
import { PaymentMethodId } from '@jogakbo/payment-contract';
import { CartLine } from './checkout.queries.ts';
import { checkout } from './cart.ts';

export const OrderId = id('OrderId');
export type OrderId = z.infer<typeof OrderId>;

const Name = personal(z.string().trim().min(1, { error: 'is missing' }).max(80));
/** Who has ordered, and picks it up. */
export const Customer = z.object({ firstName: Name, lastName: Name });
export type Customer = z.infer<typeof Customer>;

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
