import { projection, table, type Occurrence } from '@jogakbo/domain';
import type { DataOf } from '@jogakbo/contract';
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
  type OrderStatus,
  type OrderStep,
} from '@jogakbo/checkout-contract';
import { andThen, type StepTaken } from './steps.ts';

type Placed = Omit<DataOf<typeof OrderPlaced>, 'paymentMethodId' | 'pricesAreUnchecked'>;

/** An order as its customer sees it, as far as checkout itself knows. */
export interface CustomerOrder extends Placed {
  readonly placedAt: string;
  readonly pricesAreUnchecked: boolean;
  readonly status: OrderStatus;
  readonly reason: string | null;
  readonly cancellation: 'none' | 'noted' | 'begun';
  readonly steps: readonly StepTaken[];
}

function placed(event: DataOf<typeof OrderPlaced>, occurrence: Occurrence): CustomerOrder {
  const { paymentMethodId: _, pricesAreUnchecked = false, ...order } = event;
  const placedAt = occurrence.occurredAt.toISOString();
  return {
    ...order,
    pricesAreUnchecked,
    placedAt,
    status: 'placed',
    reason: null,
    cancellation: 'none',
    steps: andThen([], 'placed', occurrence),
  };
}

/** A step that changes an order in a way: one that was never placed stays unknown. */
const step =
  <E>(name: OrderStep, change: (event: E) => Partial<CustomerOrder>) =>
  (event: E, order: CustomerOrder | null, occurrence: Occurrence): CustomerOrder | null =>
    order && { ...order, ...change(event), steps: andThen(order.steps, name, occurrence) };

export const customerOrder = projection('customer-order', {
  into: table<CustomerOrder>('customer_order', 'orderId'),
  from: {
    ...{ OrderPlaced, OrderConfirmed, OrderRejected, OrderCancelled, OrderReturned, OrderRefunded },
    ...{ CancellationNoted, CancellationBegun, CancellationRefused, CustomerForgotten },
  },
  on: {
    OrderPlaced: (order, _, occurrence) => placed(order, occurrence),
    OrderConfirmed: step('confirmed', () => ({ status: 'confirmed' })),
    OrderRejected: step('rejected', ({ reason }) => ({ status: 'rejected', reason })),
    OrderCancelled: step('cancelled', () => ({ status: 'cancelled' })),
    OrderReturned: step('returned', () => ({ status: 'returned' })),
    OrderRefunded: step('refunded', () => ({ status: 'refunded' })),
    CancellationNoted: step('cancellation requested', () => ({ cancellation: 'noted' })),
    // A wish that was noted while the checkout ran is told once.
    CancellationBegun: (event, order, occurrence) =>
      order?.cancellation === 'noted'
        ? { ...order, cancellation: 'begun' }
        : step('cancellation requested', () => ({ cancellation: 'begun' }))(event, order, occurrence),
    CancellationRefused: step('cancellation refused', ({ reason }) => ({ cancellation: 'none', reason })),
    CustomerForgotten: (_, order) => order && { ...order, customer: null },
  },
});
