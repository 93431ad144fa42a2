import { describe, expect, it } from 'vitest';
import { saga } from './saga.ts';
import { refused, specification, timedOut, undone } from './specification.ts';
import {
  AuthorizePayment,
  CapturePayment,
  checkout,
  ConfirmOrder,
  express,
  Greet,
  OrderPlaced,
  PaymentAuthorized,
  PaymentCaptured,
  PaymentDeclined,
  RejectOrder,
  ReleaseStock,
  ReserveStock,
  StockReserved,
  StockUnavailable,
  VoidPayment,
} from './fixture/ordering.ts';

const orderId = 'o-1';
const placed = OrderPlaced({ orderId, skus: ['red', 'blue'], total: 60 });
const reserved = StockReserved({ orderId, reservationId: 'r-1' });
const authorized = PaymentAuthorized({ orderId, paymentId: 'p-1' });
const captured = PaymentCaptured({ orderId, paymentId: 'p-1' });
const reserve = ReserveStock({ orderId, skus: ['red', 'blue'] });
const release = ReleaseStock({ orderId });
const authorize = AuthorizePayment({ orderId, amount: 60 });
const capture = CapturePayment({ orderId, paymentId: 'p-1' });
const rejected = (reason: string) => RejectOrder({ orderId, reason });

describe('A checkout', () => {
  const given = specification(checkout);
  it('first reserves stock', () => given().when(placed).then(reserve));
  it('then authorizes payment', () => given(placed).when(reserved).then(authorize));
  it('then captures it', () => given(placed, reserved).when(authorized).then(capture));
  it('confirms the order at the end', () => given(placed, reserved, authorized).when(captured).then(ConfirmOrder({ orderId })));

  it('rejects the order when stock is short: nothing has to be undone', () =>
    given(placed)
      .when(StockUnavailable({ orderId, reason: 'sold out' }))
      .then(rejected('sold out')));
  it('releases the stock when payment is declined', () =>
    given(placed, reserved)
      .when(PaymentDeclined({ orderId, reason: 'no funds' }))
      .then(release, rejected('no funds')));
  it('undoes what may have happened when payment is silent, the last first', () =>
    given(placed, reserved).when(timedOut('payment')).then(VoidPayment({ orderId }), release, rejected('timed out')));
  it('fails at once when the command itself is refused', () =>
    given(placed, reserved).when(refused('payment', 'CardIsUnknown')).then(release, rejected('CardIsUnknown')));

  it('undoes a payment again that comes after it was given up', () =>
    given(placed, reserved, timedOut('payment')).when(authorized).then(VoidPayment({ orderId })));
  it('undoes a payment again even after the first undoing was confirmed', () =>
    given(placed, reserved, timedOut('payment'), undone('payment'), undone('stock')).when(authorized).then(VoidPayment({ orderId })));
  it('undoes it again once', () => given(placed, reserved, timedOut('payment'), authorized).when(authorized).thenNothing());
  it('asks for an undoing again that nobody confirmed', () =>
    given(placed, reserved, PaymentDeclined({ orderId, reason: '' }))
      .when(timedOut('stock'))
      .then(release));
  it('asks for an undoing again that was refused', () =>
    given(placed, reserved, PaymentDeclined({ orderId, reason: '' }), refused('stock', 'busy'))
      .when(timedOut('stock'))
      .then(release));
  it('takes a no that comes late for what it is', () =>
    given(placed, reserved, timedOut('payment'))
      .when(PaymentDeclined({ orderId, reason: 'no funds' }))
      .thenNothing());

  it('asks again past the point of no return, whether it was refused or not heard', () => {
    given(placed, reserved, authorized).when(timedOut('capture')).then(capture);
    given(placed, reserved, authorized, refused('capture', 'busy')).when(timedOut('capture')).then(capture);
    given(placed, reserved, authorized).when(refused('capture', 'busy')).thenNothing();
  });

  it('begins once', () => given(placed).when(placed).thenNothing());
  it('hears each event once', () => {
    given(placed, reserved).when(reserved).thenNothing();
    given(placed, reserved, authorized, captured).when(captured).thenNothing();
  });
  it('does not begin in the middle', () => given().when(reserved).thenNothing());
  it('does not wait for what is done', () => {
    expect(() => given(placed, reserved).when(timedOut('stock'))).toThrow('Nothing is waited for: stock');
    expect(() => given(placed, reserved, authorized, captured).when(timedOut())).toThrow('Nothing is waited for');
  });
});

describe('An express checkout', () => {
  const given = specification(express);
  it('asks for both at once', () => given().when(placed).then(reserve, authorize));
  it('waits for both, in any order', () => {
    given(placed).when(authorized).thenNothing();
    given(placed, authorized).when(reserved).then(ConfirmOrder({ orderId }), Greet({ orderId }));
    given(placed, reserved).when(authorized).then(ConfirmOrder({ orderId }), Greet({ orderId }));
  });
  it('undoes the one that may happen yet when the other fails', () =>
    given(placed)
      .when(StockUnavailable({ orderId, reason: 'sold out' }))
      .then(VoidPayment({ orderId }), rejected('stock: sold out')));
  it('fails once when both fail', () =>
    given(placed, StockUnavailable({ orderId, reason: 'sold out' }))
      .when(PaymentDeclined({ orderId, reason: 'no funds' }))
      .thenNothing());
  it('fails at the first deadline and undoes both', () =>
    given(placed).when(timedOut('payment')).then(VoidPayment({ orderId }), release, rejected('payment: timed out')));
});

describe('A saga is refused', () => {
  const begun = saga('twice', { by: 'orderId' }).startedBy('order', OrderPlaced);
  const step = {
    send: ReleaseStock.from(({ order }: { order: { orderId: string } }) => order),
    succeeds: StockReserved,
    within: '1 day',
  } as const;
  it('when two of its steps have one name, or wait for one event', () => {
    expect(() => begun.step('order', step)).toThrow('order is there already');
    expect(() => begun.step('stock', step).step('more', step)).toThrow('StockReserved already says something');
  });
});
