import { describe, it } from 'vitest';
import { now, specification } from '@jogakbo/domain/specification';
import {
  CancellationBegun,
  CancellationNoted,
  CancellationRefused,
  CustomerForgotten,
  OrderCancelled,
  OrderConfirmed,
  OrderPlaced,
  OrderRefunded,
  OrderRejected,
  OrderReturned,
  type OrderStep,
} from '@jogakbo/checkout-contract';
import { StoreClosed, StoreOpened } from '@jogakbo/assortment-contract';
import { ParcelHandedOver, ParcelReady, ParcelResumed, ReturnRequested } from '@jogakbo/delivery-contract';
import { GoodsReleased, GoodsReserved } from '@jogakbo/inventory-contract';
import { ConfirmationRequested, PaymentAuthorized, PaymentRefunded, PaymentVoided } from '@jogakbo/payment-contract';
import { customerOrder } from './customer-order.projection.ts';
import { orderGoods, orderParcel, orderPayment } from './order-progress.projections.ts';
import { confirmed, orderId, placed } from './ordered.fixture.ts';
import { pickupStore } from './pickup-store.projection.ts';

const at = now.toISOString();
const steps = (...taken: OrderStep[]) => taken.map((step) => ({ step, at }));
const { paymentMethodId: _, ...kept } = placed;
const row = (status: string, taken: OrderStep[], rest: object = {}) =>
  ({
    ...kept,
    placedAt: at,
    pricesAreUnchecked: false,
    reason: null,
    cancellation: 'none',
    status,
    steps: steps(...taken),
    ...rest,
  }) as never;
const [isPlaced, isConfirmed, isForgotten] = [OrderPlaced(placed), OrderConfirmed(confirmed), CustomerForgotten({ orderId })];

describe('An order as its customer sees it', () => {
  const given = specification(customerOrder);
  it('is placed, then confirmed', () => given(isPlaced, isConfirmed).then(row('confirmed', ['placed', 'confirmed'])));
  it('says that its prices could not be checked', () =>
    given(OrderPlaced({ ...placed, pricesAreUnchecked: true })).then(row('placed', ['placed'], { pricesAreUnchecked: true })));
  it('is rejected, with the reason', () =>
    given(isPlaced, OrderRejected({ orderId, reason: 'StockIsShort' })).then(
      row('rejected', ['placed', 'rejected'], { reason: 'StockIsShort' }),
    ));
  it('is cancelled, and says once that this was wished', () =>
    given(isPlaced, CancellationNoted({ orderId }), isConfirmed, CancellationBegun({ orderId }), OrderCancelled({ orderId })).then(
      row('cancelled', ['placed', 'cancellation requested', 'confirmed', 'cancelled'], { cancellation: 'begun' }),
    ));
  it('stays as it was when it could not be cancelled', () =>
    given(isPlaced, isConfirmed, CancellationBegun({ orderId }), CancellationRefused({ orderId, reason: 'ParcelIsHandedOver' })).then(
      row('confirmed', ['placed', 'confirmed', 'cancellation requested', 'cancellation refused'], { reason: 'ParcelIsHandedOver' }),
    ));
  it('is returned', () =>
    given(isPlaced, isConfirmed, OrderReturned({ orderId })).then(row('returned', ['placed', 'confirmed', 'returned'])));
  it('goes on without its customer, once that is forgotten, also when it is folded anew', () => {
    const forgotten = row('confirmed', ['placed', 'confirmed'], { customer: null });
    given(isPlaced, isForgotten, isConfirmed).then(forgotten);
    given(OrderPlaced({ ...placed, customer: null }), isConfirmed, isForgotten).then(forgotten);
    given(isForgotten).then(null);
  });
  it('is refunded', () =>
    given(isPlaced, isConfirmed, OrderRefunded({ orderId })).then(row('refunded', ['placed', 'confirmed', 'refunded'])));
  it('is not known before it was placed', () => given(OrderReturned({ orderId })).then(null));
});

describe('What others have done for an order', () => {
  const money = { amount: 1700, currency: placed.currency };
  it('is its goods reserved, and given back', () => {
    const lines = [{ sku: placed.lines[0]!.sku, quantity: 2 }];
    specification(orderGoods)(GoodsReserved({ orderId, lines }), GoodsReleased({ orderId })).then({
      orderId,
      steps: steps('stock reserved', 'stock given back'),
    });
    specification(orderGoods)(GoodsReleased({ orderId })).then(null);
  });
  it('is its payment authorized, voided or given back', () => {
    specification(orderPayment)(
      ConfirmationRequested({ orderId }),
      PaymentAuthorized({ orderId, ...money }),
      PaymentRefunded({ orderId, ...money }),
    ).then({ orderId, steps: steps('confirmation requested', 'payment authorized', 'money given back') });
    specification(orderPayment)(PaymentAuthorized({ orderId, ...money }), PaymentVoided({ orderId })).then({
      orderId,
      steps: steps('payment authorized', 'payment voided'),
    });
    specification(orderPayment)(PaymentVoided({ orderId })).then(null);
  });
  it('is its parcel ready, handed over, and back', () => {
    specification(orderParcel)(
      ParcelReady({ orderId }),
      ParcelHandedOver({ orderId }),
      ReturnRequested({ orderId }),
      ParcelResumed({ orderId, cause: 'return', reason: 'The card is closed.' }),
    ).then({ orderId, steps: steps('ready for pickup', 'handed over', 'return requested', 'return refused') });
    specification(orderParcel)(ParcelResumed({ orderId, cause: 'cancellation', reason: 'The card is closed.' })).then(null);
  });
});

describe('A pickup store', () => {
  const store = StoreOpened.schema.parse({
    ...{ storeId: 'store-a', position: 0, name: 'Mill', street: 'Mill Lane 1', city: 'Furrow' },
    picture: `/pictures/${'0'.repeat(32)}.svg`,
  });
  const { storeId, name } = store;
  it('is open until it is closed', () => {
    specification(pickupStore)(StoreOpened(store)).then({ storeId, name });
    specification(pickupStore)(StoreOpened(store), StoreClosed({ storeId })).then(null);
  });
});
