import { Vertical } from '@jogakbo/service';
import * as contract from '@jogakbo/checkout-contract';
import { blocks } from '@jogakbo/checkout-frontend';
import { AddToCartHandler } from './cart/add-to-cart.handler.ts';
import { GetCartHandler } from './cart/get-cart.query.ts';
import { RemoveFromCartHandler } from './cart/remove-from-cart.handler.ts';
import { availability } from './offer/availability.projection.ts';
import { GetOffersHandler } from './offer/get-offers.query.ts';
import { offer } from './offer/offer.projection.ts';
import { OnSale } from './offer/on-sale.ts';
import { storefront } from './offer/storefront.projection.ts';

export const CheckoutModule = Vertical.of({
  name: 'checkout',
  contract,
  blocks,
  projections: [offer, availability, storefront],
  handlers: [GetOffersHandler, GetCartHandler, AddToCartHandler, RemoveFromCartHandler],
  providers: [OnSale],
});
