import { describe, expect, it } from 'vitest';
import { decided, evolved, isRejection } from './decider.ts';
import { gatheringProcess } from './gathering-decider.ts';
import { gathering } from './gathering.ts';
import { now, specification, timedOut } from './specification.ts';
import {
  AddressVerified,
  CompleteOrder,
  countSales,
  CountSale,
  EscalateOrder,
  OrderPlaced,
  OrderWithdrawn,
  packing,
  ParcelPacked,
  PaymentAuthorized,
  PaymentCaptured,
  readiness,
  StockReserved,
} from './fixture/ordering.ts';

const orderId = 'o-1';
const paid = PaymentCaptured({ orderId, paymentId: 'p-1' });
const verified = AddressVerified({ parcelId: 'x', orderId });
const reserved = StockReserved({ orderId, reservationId: 'r-1' });
const ready = CompleteOrder({ orderId, parcels: ['p-1', 'r-1'] });

describe('Readiness', () => {
  const given = specification(readiness);
  it('waits for all three', () => given(paid).when(verified).thenNothing());
  it('is complete with the last, in any order', () => {
    given(paid, verified).when(reserved).then(ready);
    given(reserved, paid).when(verified).then(ready);
    given(verified, reserved).when(paid).then(ready);
  });
  it('counts what comes twice once', () => given(paid, paid).when(paid).thenNothing());
  it('keeps what came first', () =>
    given(paid, PaymentCaptured({ orderId, paymentId: 'other' }), verified)
      .when(reserved)
      .then(ready));
  it('is complete once', () => given(paid, verified, reserved).when(reserved).thenNothing());
  it('names what is missing when it has waited too long', () =>
    given(verified)
      .when(timedOut())
      .then(EscalateOrder({ orderId, missing: ['payment', 'stock'] })));
  it('is not complete any more after it expired', () => given(paid, verified, timedOut()).when(reserved).thenNothing());
  it('ends without a word when it is not wanted any more, whenever that is heard', () => {
    const withdrawn = OrderWithdrawn({ orderId });
    given(paid, verified).when(withdrawn).thenNothing();
    given(paid, verified, withdrawn).when(reserved).thenNothing();
    given(withdrawn, paid, verified).when(reserved).thenNothing();
    given(withdrawn).when(withdrawn).thenNothing();
    expect(() => given(paid, withdrawn).when(timedOut())).toThrow('Nothing is waited for');
    expect(() => given(withdrawn, paid).when(timedOut())).toThrow('Nothing is waited for');
    given(paid, verified, reserved).when(withdrawn).thenNothing();
  });
  it('is listed as ended then, and waits for nothing', () => {
    const { decider, hear, statusOf, dueAt, concern } = gatheringProcess(readiness, 'ordering');
    const after = [paid, OrderWithdrawn({ orderId })].reduce((state, event) => {
      const events = decided(decider, hear(event), state, { now });
      return isRejection(events) ? state : evolved(decider, events, state);
    }, decider.initialState());
    expect([statusOf(after), dueAt(after), concern(after).waitsFor]).toEqual(['ended', undefined, []]);
  });
  it('does not expire when it is complete', () =>
    expect(() => given(paid, verified, reserved).when(timedOut())).toThrow('Nothing is waited for'));
});

describe('Packing', () => {
  const given = specification(packing);
  const placed = OrderPlaced({ orderId, skus: ['red', 'blue'], total: 60 });
  const packed = (sku: string) => ParcelPacked({ parcelId: `parcel-${sku}`, orderId, sku });
  const complete = CompleteOrder({ orderId, parcels: ['parcel-red', 'parcel-blue'] });
  it('waits for each item of the list', () => given(placed).when(packed('red')).thenNothing());
  it('is complete with the last, even where the list came last', () => {
    given(placed, packed('blue')).when(packed('red')).then(complete);
    given(packed('blue'), packed('red')).when(placed).then(complete);
  });
  it('is not complete by what nobody listed', () => given(placed, packed('red')).when(packed('green')).thenNothing());
  it('is complete at once when nothing is listed', () =>
    given()
      .when(OrderPlaced({ orderId, skus: [], total: 0 }))
      .then(CompleteOrder({ orderId, parcels: [] })));
  it('names the items that are missing, or that the list is', () => {
    given(placed, packed('red'))
      .when(timedOut())
      .then(EscalateOrder({ orderId, missing: ['blue'] }));
    given(packed('red'))
      .when(timedOut())
      .then(EscalateOrder({ orderId, missing: ['list'] }));
  });
});

describe('A gathering of six parts', () => {
  const parts = {
    order: OrderPlaced({ orderId, skus: [], total: 0 }),
    stock: reserved,
    hold: PaymentAuthorized({ orderId, paymentId: 'p-1' }),
    money: paid,
    parcel: ParcelPacked({ parcelId: 'x', orderId, sku: 'red' }),
    address: verified,
  };
  const sixfold = gathering('sixfold', { by: 'orderId', within: '1 day' })
    .all({
      ...{ order: OrderPlaced, stock: StockReserved, hold: PaymentAuthorized },
      ...{ money: PaymentCaptured, parcel: ParcelPacked, address: AddressVerified },
    })
    .completed(CompleteOrder.from(({ orderId, parcel }) => ({ orderId, parcels: [parcel.parcelId] })))
    .expired(EscalateOrder.from(({ orderId, missing }) => ({ orderId, missing: [...missing] })));
  const given = specification(sixfold);
  const all = Object.values(parts);
  const orders = permutations(all);

  it('completes once in each of its 720 orders, however often each of them comes', () => {
    expect(orders).toHaveLength(720);
    orders.forEach((order, nth) => {
      // Each part comes again at once, and those before the last all come once more; which of them, differs from order to order.
      const before = order.slice(0, -1).flatMap((part, place) => ((nth >> place) & 1 ? [part, part] : [part]));
      const last = order.at(-1)!;
      given(...before, ...before.toReversed())
        .when(last)
        .then(CompleteOrder({ orderId, parcels: ['x'] }));
      given(...before, last)
        .when(order[nth % order.length]!)
        .thenNothing();
    });
  });
});

function permutations<T>(all: readonly T[]): T[][] {
  if (all.length <= 1) return [[...all]];
  return all.flatMap((first, place) => permutations(all.filter((_, other) => other !== place)).map((rest) => [first, ...rest]));
}

describe('A reaction', () => {
  const given = specification(countSales);
  it('sends one command for each', () =>
    given()
      .when(OrderPlaced({ orderId, skus: ['red', 'blue'], total: 60 }))
      .then(CountSale({ sku: 'red' }), CountSale({ sku: 'blue' })));
  it('is silent about all other events', () => given().when(paid).thenNothing());
});

it('A gathering is refused when one event stands for two of its parts, or for a part and its end', () => {
  expect(() => gathering('ended', { by: 'orderId', within: '1 day' }).all({ one: StockReserved }).endedBy(StockReserved)).toThrow(
    'StockReserved stands for two of its parts, or for a part and its end',
  );
  expect(() => gathering('twice', { by: 'orderId', within: '1 day' }).all({ one: StockReserved, two: StockReserved })).toThrow(
    'StockReserved stands for two of its parts',
  );
});
