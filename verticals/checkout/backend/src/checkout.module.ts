import { Vertical } from '@jogakbo/vertical';
import * as contract from '@jogakbo/checkout-contract';
import { blocks } from '@jogakbo/checkout-frontend';
import { AddToCartHandler } from './cart/add-to-cart.handler.ts';
import { GetCartHandler } from './cart/get-cart.query.ts';
import { RemoveFromCartHandler } from './cart/remove-from-cart.handler.ts';
import { checkout } from './checkout/checkout.saga.ts';
import { availability } from './offer/availability.projection.ts';
import { GetOffersHandler } from './offer/get-offers.query.ts';
import { offer } from './offer/offer.projection.ts';
import { OnSale } from './offer/on-sale.ts';
import { storefront } from './offer/storefront.projection.ts';
import { ClientShare } from './order/client-share.ts';
import { CancelOrderHandler } from './order/cancel-order.handler.ts';
import { cancelWhenRefundIsRequested } from './order/cancel-when-refund-is-requested.reaction.ts';
import { closeWhenRefunded } from './order/close-when-refunded.reaction.ts';
import { customerOrder } from './order/customer-order.projection.ts';
import { CustomerOrders } from './order/customer-orders.ts';
import { ForgetCustomerHandler } from './order/forget-customer.handler.ts';
import { Forgetting } from './order/forgetting.ts';
import { GetCheckoutHandler } from './order/get-checkout.query.ts';
import { GetCustomerHandler } from './order/get-customer.query.ts';
import { GetLatestOrderHandler } from './order/get-latest-order.query.ts';
import { GetOrderHandler } from './order/get-order.query.ts';
import { ListOrdersHandler } from './order/list-orders.query.ts';
import { ListUnpaidOrdersHandler } from './order/list-unpaid-orders.query.ts';
import { order } from './order/order.decider.ts';
import { OrderIntake } from './order/order-intake.ts';
import { orderGoods, orderParcel, orderPayment } from './order/order-progress.projections.ts';
import { pickupStore } from './order/pickup-store.projection.ts';
import { PlaceOrderHandler } from './order/place-order.handler.ts';
import { PriceCheck } from './order/price-check.ts';
import { refuseWhenHandedOver, refuseWhenParcelIsResumed } from './order/refuse-cancellation.reactions.ts';
import { Retention } from './order/retention.ts';
import { CheckoutSettings } from './settings.ts';

export const CheckoutModule = Vertical.of({
  name: 'checkout',
  contract,
  blocks,
  deciders: [order],
  sagas: [checkout],
  projections: [offer, availability, storefront, pickupStore, customerOrder, orderGoods, orderPayment, orderParcel],
  reactions: [cancelWhenRefundIsRequested, closeWhenRefunded, refuseWhenHandedOver, refuseWhenParcelIsResumed],
  handlers: [
    ...[GetOffersHandler, GetCartHandler, AddToCartHandler, RemoveFromCartHandler],
    ...[GetCheckoutHandler, PlaceOrderHandler, GetLatestOrderHandler],
    ...[GetOrderHandler, ListOrdersHandler, ListUnpaidOrdersHandler, CancelOrderHandler],
    ...[GetCustomerHandler, ForgetCustomerHandler],
  ],
  settings: CheckoutSettings,
  providers: [OnSale, CustomerOrders, OrderIntake, ClientShare, PriceCheck, Forgetting, Retention],
});
