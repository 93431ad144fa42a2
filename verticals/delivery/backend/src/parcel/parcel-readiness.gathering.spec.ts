import { describe, expect, it } from 'vitest';
import type { Event } from '@jogakbo/contract';
import { specification, timedOut } from '@jogakbo/domain/specification';
import { EscalateParcel, MarkParcelReady, OrderId, ParcelPacked, PickupConfirmed } from '@jogakbo/delivery-contract';
import { OrderCancelled, OrderReturned } from '@jogakbo/checkout-contract';
import { PaymentCaptured } from '@jogakbo/payment-contract';
import { parcelReadiness } from './parcel-readiness.gathering.ts';

const orderId = OrderId.parse('order-7');
const paid = PaymentCaptured(PaymentCaptured.schema.parse({ orderId, amount: 500, currency: { code: 'XTS', symbol: 'Ø', digits: 0 } }));
const packed = ParcelPacked({ orderId });
const expected = PickupConfirmed({ orderId });

describe('Whether a parcel is ready', () => {
  const given = specification(parcelReadiness);

  it.each<[Event, Event, Event]>([
    [paid, packed, expected],
    [paid, expected, packed],
    [packed, paid, expected],
    [packed, expected, paid],
    [expected, paid, packed],
    [expected, packed, paid],
  ])('is told with the last of its three parts, in any order', (first, second, last) => {
    given(first).when(second).thenNothing();
    given(first, second, first).when(last).then(MarkParcelReady({ orderId }));
  });
  it('is told once', () => given(paid, packed, expected).when(expected).thenNothing());
  it('is not told of one that waits for too long: staff is, by what is missing', () => {
    given(paid)
      .when(timedOut())
      .then(EscalateParcel({ orderId, missing: ['its packing', 'a place in its store'] }));
    given(packed, expected)
      .when(timedOut())
      .then(EscalateParcel({ orderId, missing: ['its payment'] }));
    given(paid, packed, timedOut()).when(expected).thenNothing();
  });
  it.each([OrderCancelled, OrderReturned])('is asked no more once its order came back: staff is not called either', (Ended) => {
    const ended = Ended({ orderId });
    expect(() => given(paid, packed, ended).when(timedOut())).toThrow('Nothing is waited for');
    given(paid, packed, ended).when(expected).thenNothing();
    expect(() => given(ended, paid).when(timedOut())).toThrow('Nothing is waited for');
  });
  it('waits for nothing once it is told', () =>
    expect(() => given(paid, packed, expected).when(timedOut())).toThrow('Nothing is waited for'));
});
