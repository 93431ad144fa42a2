import { describe, it } from 'vitest';
import { Key } from '@jogakbo/contract';
import { specification } from '@jogakbo/domain/specification';
import {
  CancellationBegun,
  CancellationNoted,
  CancellationRefused,
  CancelForRefund,
  CancelOrder,
  CloseOrder,
  ConfirmOrder,
  CustomerForgotten,
  ForgetCustomer,
  OrderCancelled,
  OrderConfirmed,
  OrderPlaced,
  OrderRefunded,
  OrderRejected,
  OrderReturned,
  RefuseCancellation,
  RejectOrder,
} from '@jogakbo/checkout-contract';
import { StoreId } from '@jogakbo/assortment-contract';
import { PaymentMethodId } from '@jogakbo/payment-contract';
import { order, RecordOrder } from './order.decider.ts';
import { confirmed, orderId, placed } from './ordered.fixture.ts';
import { digestsFor } from './visitor.ts';

const given = specification(order);
const isPlaced = OrderPlaced(placed);
const isConfirmed = OrderConfirmed(confirmed);
const isForgotten = CustomerForgotten({ orderId });
const isRejected = OrderRejected({ orderId, reason: 'StockIsShort' });
const [isNoted, isBegun] = [CancellationNoted({ orderId }), CancellationBegun({ orderId })];
const isRefused = CancellationRefused({ orderId, reason: 'ParcelIsHandedOver' });
const [isCancelled, isReturned, isRefunded] = [OrderCancelled({ orderId }), OrderReturned({ orderId }), OrderRefunded({ orderId })];

describe('An order', () => {
  it('is placed once, however often it is sent', () => {
    given().when(RecordOrder(placed)).then(isPlaced);
    given(isPlaced).when(RecordOrder(placed)).thenNothing();
    given(isPlaced, isConfirmed).when(RecordOrder(placed)).thenNothing();
  });
  it('is another one with anything else in it, and has another id then', () => {
    const [one, two] = placed.lines as [(typeof placed.lines)[number], (typeof placed.lines)[number]];
    for (const other of [
      { lines: [one] },
      { lines: [one, { ...two, quantity: 2 }] },
      { total: 1 },
      { storeId: StoreId.parse('store-b') },
      { paymentMethodId: PaymentMethodId.parse('invoice') },
    ])
      given(isPlaced)
        .when(RecordOrder({ ...placed, ...other }))
        .thenRejected('BasketIsOrderedAlready');
    given(isPlaced)
      .when(RecordOrder({ ...placed, lines: [two, one], pricesAreUnchecked: true }))
      .thenNothing();
  });
  it('is nobody else’s under the same id', () =>
    given(isPlaced)
      .when(RecordOrder({ ...placed, ...digestsFor(orderId, Key.parse('w'.repeat(43))) }))
      .thenRejected('OrderIdIsTaken'));

  const confirm = ConfirmOrder({ orderId });
  it('is confirmed once', () => {
    given(isPlaced).when(confirm).then(isConfirmed);
    given(isPlaced, isConfirmed).when(confirm).thenNothing();
    given(isPlaced, isRejected).when(confirm).thenNothing();
    given().when(confirm).thenRejected('NothingWasOrdered');
  });

  const reject = RejectOrder({ orderId, reason: 'StockIsShort' });
  it('is rejected once, with the reason', () => {
    given(isPlaced).when(reject).then(isRejected);
    given(isPlaced, isRejected).when(reject).thenNothing();
    given().when(reject).thenRejected('NothingWasOrdered');
  });
  it('that is confirmed is not rejected', () => given(isPlaced, isConfirmed).when(reject).thenNothing());
});

describe('Who has ordered', () => {
  it.each([
    ['placed', [isPlaced]],
    ['confirmed', [isPlaced, isConfirmed]],
    ['rejected', [isPlaced, isRejected]],
  ])('is forgotten of an order that is %s, once', (_, history) => {
    given(...history)
      .when(ForgetCustomer({ orderId }))
      .then(isForgotten);
    given(...history, isForgotten)
      .when(ForgetCustomer({ orderId }))
      .thenNothing();
  });
  it('is not forgotten of what nobody has ordered', () => given().when(ForgetCustomer({ orderId })).thenRejected('NothingWasOrdered'));
  it('is told by nothing that is decided later', () => given(isPlaced, isForgotten).when(ConfirmOrder({ orderId })).then(isConfirmed));
});

describe('Cancelling', () => {
  const cancel = CancelOrder({ orderId });
  it('a confirmed order begins at once, and once', () => {
    given(isPlaced, isConfirmed).when(cancel).then(isBegun);
    given(isPlaced, isConfirmed, isBegun).when(cancel).thenNothing();
    given(isPlaced, isConfirmed, isBegun, isCancelled).when(cancel).thenNothing();
  });
  it('while the checkout runs is noted, and begins when that has ended well', () => {
    given(isPlaced).when(cancel).then(isNoted);
    given(isPlaced, isNoted).when(cancel).thenNothing();
    given(isPlaced, isNoted).when(ConfirmOrder({ orderId })).then(isConfirmed, isBegun);
  });
  it('while the checkout runs comes to nothing when that fails: there is nothing to cancel', () =>
    given(isPlaced, isNoted)
      .when(RejectOrder({ orderId, reason: 'timed out' }))
      .then(OrderRejected({ orderId, reason: 'timed out' })));
  it('comes too late once an order has ended', () => {
    given(isPlaced, isRejected).when(cancel).thenRejected('OrderHasEnded');
    given(isPlaced, isConfirmed, isReturned).when(cancel).thenRejected('OrderHasEnded');
    given(isPlaced, isConfirmed, isRefunded).when(cancel).thenRejected('OrderHasEnded');
    given().when(cancel).thenRejected('NothingWasOrdered');
  });

  const forRefund = CancelForRefund({ orderId });
  it('is what staff do who want the money to go back; comes to nothing where that is under way, or has ended', () => {
    given(isPlaced, isConfirmed).when(forRefund).then(isBegun);
    given(isPlaced).when(forRefund).then(isNoted);
    for (const history of [[isRejected], [isConfirmed, isBegun], [isConfirmed, isReturned], [isConfirmed, isRefunded]])
      given(isPlaced, ...history)
        .when(forRefund)
        .thenNothing();
    given().when(forRefund).thenRejected('NothingWasOrdered');
  });

  const refuse = RefuseCancellation({ orderId, reason: 'ParcelIsHandedOver' });
  it('is refused once, and may be tried again', () => {
    given(isPlaced, isConfirmed, isBegun).when(refuse).then(isRefused);
    given(isPlaced, isConfirmed, isBegun, isRefused).when(refuse).thenNothing();
    given(isPlaced, isConfirmed).when(refuse).thenNothing();
    given(isPlaced, isConfirmed, isBegun, isRefused).when(cancel).then(isBegun);
  });

  const close = CloseOrder({ orderId });
  it('has come true when the money is back', () => {
    given(isPlaced, isConfirmed, isBegun).when(close).then(isCancelled);
    given(isPlaced, isConfirmed, isBegun, isCancelled).when(close).thenNothing();
  });
  it('is not what happens to an order whose money went back otherwise', () => {
    given(isPlaced, isConfirmed).when(close).then(isReturned);
    given(isPlaced, isConfirmed, isBegun, isRefused).when(close).then(isReturned);
    given(isPlaced, isConfirmed, isReturned).when(close).thenNothing();
    given(isPlaced).when(close).thenNothing();
  });
  it('is not what happens to an order whose customer keeps the goods for nothing', () => {
    const keeps = CloseOrder({ orderId, customerKeepsGoods: true });
    given(isPlaced, isConfirmed).when(keeps).then(isRefunded);
    given(isPlaced, isConfirmed, isRefunded).when(keeps).thenNothing();
  });
});
