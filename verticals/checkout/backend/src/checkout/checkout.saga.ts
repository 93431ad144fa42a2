import { saga } from '@jogakbo/domain';
import { ConfirmOrder, OrderPlaced, RejectOrder } from '@jogakbo/checkout-contract';
import { GoodsReserved, GoodsSold, ReleaseGoods, ReserveGoods, SellGoods } from '@jogakbo/inventory-contract';
import {
  AuthorizePayment,
  CapturePayment,
  PaymentAuthorized,
  PaymentCaptured,
  PaymentDeclined,
  VoidPayment,
} from '@jogakbo/payment-contract';

/**
 * From the click to the sale: the goods are kept, the money is kept, the goods are sold. From there on only the money is taken, which
 * cannot be refused any more. What it gives up it gives back: `ReleaseGoods` also what was sold.
 */
export const checkout = saga('checkout', { by: 'orderId' })
  .startedBy('order', OrderPlaced)
  .step('goods', {
    send: ReserveGoods.from(({ order: { orderId, lines } }) => ({
      orderId,
      lines: lines.map(({ sku, quantity }) => ({ sku, quantity })),
    })),
    succeeds: GoodsReserved,
    compensate: ReleaseGoods.from(({ order: { orderId } }) => ({ orderId })),
    within: '2 minutes',
  })
  .step('payment', {
    send: AuthorizePayment.from(({ order: { orderId, total, currency, paymentMethodId, keyDigest } }) => ({
      ...{ orderId, amount: total, currency },
      ...{ methodId: paymentMethodId, keyDigest },
    })),
    succeeds: PaymentAuthorized,
    fails: PaymentDeclined,
    compensate: VoidPayment.from(({ order: { orderId } }) => ({ orderId })),
    // The customer may have to confirm it first; what came of that is said by payment, well before this.
    within: '10 minutes',
  })
  .step('sale', {
    send: SellGoods.from(({ order: { orderId } }) => ({ orderId })),
    succeeds: GoodsSold,
    within: '2 minutes',
  })
  .pivot()
  .step('capture', {
    send: CapturePayment.from(({ order: { orderId } }) => ({ orderId })),
    succeeds: PaymentCaptured,
    within: '10 seconds',
  })
  .completed(ConfirmOrder.from(({ order: { orderId } }) => ({ orderId })))
  .failed(RejectOrder.from(({ order: { orderId }, failure }) => ({ orderId, reason: failure.reason })));
