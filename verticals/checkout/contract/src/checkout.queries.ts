import { z } from 'zod';
import { Amount, Currency } from '@jogakbo/contract';
import { Color, Picture, ProductDelisted, ProductId, ProductListed, Sku, StorefrontArranged } from '@jogakbo/assortment-contract';
import { StockCounted, StockReceived, StockReleased, StockReserved, StockReturned, StockSold } from '@jogakbo/inventory-contract';
import { CartCookie, checkout } from './cart.ts';

export const Offers = z.object({
  currency: Currency,
  variants: z
    .array(
      z.object({
        ...{ sku: Sku, name: z.string(), price: Amount },
        /** How many pieces can be sold; absent while nobody has counted them: then none are. */
        available: z.number().int().nonnegative().optional(),
      }),
    )
    .min(1),
});
export type Offers = z.infer<typeof Offers>;

/** `null` says that the product is not on sale. */
export const GetOffers = checkout.query(
  'GetOffers',
  'The prices of a product’s variants, and how many of each are available.',
  { productId: ProductId },
  {
    view: Offers.nullable(),
    refreshedBy: [
      ProductListed,
      ProductDelisted,
      StorefrontArranged,
      StockReceived,
      StockCounted,
      StockReserved,
      StockReleased,
      StockSold,
      StockReturned,
    ],
  },
);

export const CartLine = z.object({
  sku: Sku,
  productId: ProductId,
  /** Product and variant, e.g. "Field Pioneer Sunset Copper". */
  name: z.string(),
  color: Color,
  picture: Picture,
  price: Amount,
  quantity: z.number().int().positive(),
  total: Amount,
});
export type CartLine = z.infer<typeof CartLine>;

export const Cart = z.object({
  lines: z.array(CartLine),
  /** How many pieces there are in all lines. */
  quantity: z.number().int().nonnegative(),
  total: Amount,
  currency: Currency,
  /** What lies in the cart and is not on sale any more. */
  leftOut: z.array(Sku),
});
export type Cart = z.infer<typeof Cart>;

export const GetCart = checkout.query(
  'GetCart',
  'The visitor’s cart at today’s prices.',
  {},
  { view: Cart, refreshedBy: [ProductListed, ProductDelisted, StorefrontArranged], cookies: [CartCookie] },
);
