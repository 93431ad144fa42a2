import { describe, it } from 'vitest';
import { specification } from '@jogakbo/domain/specification';
import { GoodsTakenBack, OrderId as GoodsOrderId } from '@jogakbo/inventory-contract';
import { OrderId, RefundPayment } from '@jogakbo/payment-contract';
import { refundWhatIsTakenBack } from './refund-what-is-taken-back.reaction.ts';

describe('An order whose goods are back', () => {
  it('gets its money back', () =>
    specification(refundWhatIsTakenBack)()
      .when(GoodsTakenBack({ orderId: GoodsOrderId.parse('o-1') }))
      .then(RefundPayment({ orderId: OrderId.parse('o-1') })));
});
