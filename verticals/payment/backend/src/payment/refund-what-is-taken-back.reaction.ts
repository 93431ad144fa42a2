import { reaction } from '@jogakbo/domain';
import { GoodsTakenBack } from '@jogakbo/inventory-contract';
import { OrderId, RefundPayment } from '@jogakbo/payment-contract';

/** Whose goods are back gets the money back. */
export const refundWhatIsTakenBack = reaction(
  'refund-what-is-taken-back',
  GoodsTakenBack,
  RefundPayment.from(({ orderId }) => ({ orderId: OrderId.parse(orderId) })),
);
