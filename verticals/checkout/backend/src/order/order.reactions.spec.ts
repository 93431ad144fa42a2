import { describe, it } from 'vitest';
import { specification } from '@jogakbo/domain/specification';
import { CancelForRefund, CloseOrder, RefuseCancellation } from '@jogakbo/checkout-contract';
import { ParcelResumed, ParcelStopRefused } from '@jogakbo/delivery-contract';
import { PaymentRefunded, RefundRequested } from '@jogakbo/payment-contract';
import { cancelWhenRefundIsRequested } from './cancel-when-refund-is-requested.reaction.ts';
import { closeWhenRefunded } from './close-when-refunded.reaction.ts';
import { currency, orderId } from './ordered.fixture.ts';
import { refuseWhenHandedOver, refuseWhenParcelIsResumed } from './refuse-cancellation.reactions.ts';

describe('An order', () => {
  it('has come to its end when its money has gone back', () =>
    specification(closeWhenRefunded)()
      .when(PaymentRefunded({ orderId, amount: 1700, currency }))
      .then(CloseOrder({ orderId })));
  it('says so when its customer keeps the goods', () =>
    specification(closeWhenRefunded)()
      .when(PaymentRefunded({ orderId, amount: 1700, currency, customerKeepsGoods: true }))
      .then(CloseOrder({ orderId, customerKeepsGoods: true })));
  it('is cancelled when staff want its money to go back', () =>
    specification(cancelWhenRefundIsRequested)().when(RefundRequested({ orderId })).then(CancelForRefund({ orderId })));
  it('is cancelled no more once the customer has the parcel', () =>
    specification(refuseWhenHandedOver)()
      .when(ParcelStopRefused({ orderId }))
      .then(RefuseCancellation({ orderId, reason: 'ParcelIsHandedOver' })));
  it('is not cancelled when its money could not go back, as soon as its parcel goes on', () =>
    specification(refuseWhenParcelIsResumed)()
      .when(ParcelResumed({ orderId, cause: 'cancellation', reason: 'The card is closed.' }))
      .then(RefuseCancellation({ orderId, reason: 'The card is closed.' })));
});
