import { describe, it } from 'vitest';
import { specification } from '@jogakbo/domain/specification';
import { GoodsTakenBack, OrderId as GoodsOrderId } from '@jogakbo/inventory-contract';
import { CancellationNoted, OrderId as CancelledOrderId } from '@jogakbo/checkout-contract';
import { GoodwillGranted, OrderId as ParcelOrderId } from '@jogakbo/delivery-contract';
import { GiveUpConfirmation, OrderId, RefundGoodwill, RefundPayment } from '@jogakbo/payment-contract';
import { giveUpWhatIsCancelled } from './give-up-what-is-cancelled.reaction.ts';
import { refundWhatIsGranted } from './refund-what-is-granted.reaction.ts';
import { refundWhatIsTakenBack } from './refund-what-is-taken-back.reaction.ts';

describe('An order whose goods are back', () => {
  it('gets its money back', () =>
    specification(refundWhatIsTakenBack)()
      .when(GoodsTakenBack({ orderId: GoodsOrderId.parse('o-1') }))
      .then(RefundPayment({ orderId: OrderId.parse('o-1') })));
});

describe('An order whose customer is to keep the goods', () => {
  it('gets its money back', () =>
    specification(refundWhatIsGranted)()
      .when(GoodwillGranted({ orderId: ParcelOrderId.parse('o-1') }))
      .then(RefundGoodwill({ orderId: OrderId.parse('o-1') })));
});

describe('An order that is cancelled while its checkout runs', () => {
  it('is not waited for to be confirmed', () =>
    specification(giveUpWhatIsCancelled)()
      .when(CancellationNoted({ orderId: CancelledOrderId.parse('o-1') }))
      .then(GiveUpConfirmation({ orderId: OrderId.parse('o-1') })));
});
