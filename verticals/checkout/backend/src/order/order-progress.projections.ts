import { projection, table, type Occurrence } from '@jogakbo/domain';
import type { OrderId, OrderStep } from '@jogakbo/checkout-contract';
import { ParcelHandedOver, ParcelReady, ParcelResumed, ReturnRequested } from '@jogakbo/delivery-contract';
import { GoodsReleased, GoodsReserved } from '@jogakbo/inventory-contract';
import { ConfirmationRequested, PaymentAuthorized, PaymentRefunded, PaymentVoided } from '@jogakbo/payment-contract';
import { andThen, type StepTaken } from './steps.ts';

/** What one other vertical has done for an order. */
export interface OrderProgress {
  readonly orderId: OrderId;
  readonly steps: readonly StepTaken[];
}

const step =
  (name: OrderStep) =>
  ({ orderId }: { orderId: OrderId }, row: OrderProgress | null, occurrence: Occurrence): OrderProgress => ({
    orderId,
    steps: andThen(row?.steps, name, occurrence),
  });

export const orderGoods = projection('order-goods', {
  into: table<OrderProgress>('order_goods', 'orderId'),
  from: { GoodsReserved, GoodsReleased },
  on: {
    GoodsReserved: step('stock reserved'),
    // What was never reserved is not given back either: it was given up before it came to that.
    GoodsReleased: ({ orderId }, row, occurrence) => row && step('stock given back')({ orderId }, row, occurrence),
  },
});

export const orderPayment = projection('order-payment', {
  into: table<OrderProgress>('order_payment', 'orderId'),
  from: { ConfirmationRequested, PaymentAuthorized, PaymentVoided, PaymentRefunded },
  on: {
    ConfirmationRequested: step('confirmation requested'),
    PaymentAuthorized: step('payment authorized'),
    // Nothing was kept that could be let go.
    PaymentVoided: ({ orderId }, row, occurrence) =>
      row?.steps.some((taken) => taken.step === 'payment authorized') ? step('payment voided')({ orderId }, row, occurrence) : row,
    PaymentRefunded: step('money given back'),
  },
});

export const orderParcel = projection('order-parcel', {
  into: table<OrderProgress>('order_parcel', 'orderId'),
  from: { ParcelReady, ParcelHandedOver, ReturnRequested, ParcelResumed },
  on: {
    ParcelReady: step('ready for pickup'),
    ParcelHandedOver: step('handed over'),
    ReturnRequested: step('return requested'),
    ParcelResumed: ({ orderId, cause }, row, occurrence) =>
      cause === 'return' ? step('return refused')({ orderId }, row, occurrence) : row,
  },
});
