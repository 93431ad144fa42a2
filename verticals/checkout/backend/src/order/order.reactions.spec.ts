import { describe, it } from 'vitest';
import { specification } from '@jogakbo/domain/specification';
import { CloseOrder, RefuseCancellation } from '@jogakbo/checkout-contract';
import { ParcelStopRefused } from '@jogakbo/delivery-contract';
import { PaymentRefunded, RefundRefused } from '@jogakbo/payment-contract';
import { closeWhenRefunded } from './close-when-refunded.reaction.ts';
import { currency, orderId } from './ordered.fixture.ts';
import { refuseWhenHandedOver, refuseWhenNotRefunded } from './refuse-cancellation.reactions.ts';

describe('An order', () => {
  it('has come to its end when its money has gone back', () =>
    specification(closeWhenRefunded)()
      .when(PaymentRefunded({ orderId, amount: 1700, currency }))
      .then(CloseOrder({ orderId })));
  it('is cancelled no more once the customer has the parcel', () =>
    specification(refuseWhenHandedOver)()
      .when(ParcelStopRefused({ orderId }))
      .then(RefuseCancellation({ orderId, reason: 'ParcelIsHandedOver' })));
  it('is not cancelled when its money could not go back', () =>
    specification(refuseWhenNotRefunded)()
      .when(RefundRefused({ orderId, reason: 'The card is closed.' }))
      .then(RefuseCancellation({ orderId, reason: 'The card is closed.' })));
});
