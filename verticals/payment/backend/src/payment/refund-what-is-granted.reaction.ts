import { reaction } from '@jogakbo/domain';
import { GoodwillGranted } from '@jogakbo/delivery-contract';
import { OrderId, RefundGoodwill } from '@jogakbo/payment-contract';

/** Who is to keep the goods gets the money back as well. */
export const refundWhatIsGranted = reaction(
  'refund-what-is-granted',
  GoodwillGranted,
  RefundGoodwill.from(({ orderId }) => ({ orderId: OrderId.parse(orderId) })),
);
