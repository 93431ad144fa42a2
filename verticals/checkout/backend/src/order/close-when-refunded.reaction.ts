import { reaction } from '@jogakbo/domain';
import { CloseOrder } from '@jogakbo/checkout-contract';
import { PaymentRefunded } from '@jogakbo/payment-contract';

/** When its money has gone back, an order has come to its end. */
export const closeWhenRefunded = reaction(
  'close-when-refunded',
  PaymentRefunded,
  CloseOrder.from(({ orderId, customerKeepsGoods }) => ({ orderId, ...(customerKeepsGoods && { customerKeepsGoods }) })),
);
