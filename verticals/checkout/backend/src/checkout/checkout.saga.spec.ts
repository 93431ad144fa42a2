import { describe, expect, it } from 'vitest';
import { milliseconds } from '@jogakbo/contract';
import { refused, specification, timedOut, undone } from '@jogakbo/domain/specification';
import { ConfirmOrder, OrderPlaced, RejectOrder } from '@jogakbo/checkout-contract';
import { GoodsReserved, GoodsSold, ReleaseGoods, ReserveGoods, SellGoods } from '@jogakbo/inventory-contract';
import {
  AuthorizePayment,
  CapturePayment,
  CONFIRM_WITHIN,
  PaymentAuthorized,
  PaymentCaptured,
  PaymentDeclined,
  VoidPayment,
} from '@jogakbo/payment-contract';
import { currency, orderId, placed } from '../order/ordered.fixture.ts';
import { checkout } from './checkout.saga.ts';

const given = specification(checkout);
const { total: amount, paymentMethodId: methodId, keyDigest } = placed;
const lines = placed.lines.map(({ sku, quantity }) => ({ sku, quantity }));

const isPlaced = OrderPlaced(placed);
const isReserved = GoodsReserved({ orderId, lines });
const isAuthorized = PaymentAuthorized({ orderId, amount, currency });
const isSold = GoodsSold({ orderId });
const isCaptured = PaymentCaptured({ orderId, amount, currency });

const authorize = AuthorizePayment({ orderId, amount, currency, methodId, keyDigest });
const [release, voidIt] = [ReleaseGoods({ orderId }), VoidPayment({ orderId })];
const rejected = (reason: string) => RejectOrder({ orderId, reason });

describe('The checkout', () => {
  it('keeps the goods first', () => given().when(isPlaced).then(ReserveGoods({ orderId, lines })));
  it('then keeps the money', () => given(isPlaced).when(isReserved).then(authorize));
  it('then sells the goods', () => given(isPlaced, isReserved).when(isAuthorized).then(SellGoods({ orderId })));
  it('then takes the money', () => given(isPlaced, isReserved, isAuthorized).when(isSold).then(CapturePayment({ orderId })));
  it('then confirms the order', () => given(isPlaced, isReserved, isAuthorized, isSold).when(isCaptured).then(ConfirmOrder({ orderId })));
  it('hears what comes again without doing anything', () => {
    given(isPlaced).when(isPlaced).thenNothing();
    given(isPlaced, isReserved).when(isReserved).thenNothing();
    given(isPlaced, isReserved, isAuthorized, isSold, isCaptured).when(isCaptured).thenNothing();
  });

  it('rejects an order whose goods are short: nothing has to be given back', () =>
    given(isPlaced).when(refused('goods', 'StockIsShort')).then(rejected('StockIsShort')));
  it('gives up goods that nobody has answered for: they may be reserved yet', () =>
    given(isPlaced).when(timedOut('goods')).then(release, rejected('timed out')));

  const isDeclined = PaymentDeclined({ orderId, reason: 'The card was declined.' });
  it('gives up the goods when the payment is declined, and says why', () =>
    given(isPlaced, isReserved).when(isDeclined).then(release, rejected('The card was declined.')));
  it('gives up payment and goods when the payment stays silent', () =>
    given(isPlaced, isReserved).when(timedOut('payment')).then(voidIt, release, rejected('timed out')));
  it('gives up a payment again that comes after that', () =>
    given(isPlaced, isReserved, timedOut('payment')).when(isAuthorized).then(voidIt));
  it('gives up what nobody has confirmed to be given up, again', () =>
    given(isPlaced, isReserved, isDeclined).when(timedOut('goods')).then(release));

  it('leaves payment the time to ask its provider a last time, again and again for some minutes', () => {
    const { within } = checkout.stages.flatMap(({ steps }) => steps).find(({ name }) => name === 'payment')!;
    expect(milliseconds(within)).toBeGreaterThanOrEqual(milliseconds(CONFIRM_WITHIN) + milliseconds('5 minutes'));
  });

  it('gives up payment and goods when the goods are not sold', () => {
    const history = [isPlaced, isReserved, isAuthorized] as const;
    given(...history)
      .when(refused('sale', 'NothingIsReserved'))
      .then(voidIt, release, rejected('NothingIsReserved'));
    given(...history)
      .when(timedOut('sale'))
      .then(voidIt, release, rejected('timed out'));
  });
  it('is over then: a sale that comes late is given up with the goods', () =>
    given(isPlaced, isReserved, isAuthorized, timedOut('sale'), undone('payment'), undone('goods')).when(isSold).thenNothing());

  it('asks for the money until it is taken: nothing goes back any more', () => {
    const history = [isPlaced, isReserved, isAuthorized, isSold] as const;
    given(...history)
      .when(timedOut('capture'))
      .then(CapturePayment({ orderId }));
    given(...history)
      .when(refused('capture', 'busy'))
      .thenNothing();
  });
});
