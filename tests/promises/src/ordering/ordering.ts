import { decider, gathering, projection, saga, table } from '@jogakbo/domain';
import { Vertical } from '@jogakbo/vertical';
import * as contract from './contracts.ts';
import {
  AuthorizePayment,
  CapturePayment,
  ConfirmOrder,
  EscalateOrder,
  OrderConfirmed,
  OrderEscalated,
  OrderPlaced,
  OrderReady,
  OrderRejected,
  PaymentAuthorized,
  PaymentCaptured,
  PaymentDeclined,
  PlaceOrder,
  ReadyOrder,
  RejectOrder,
  ReleaseStock,
  ReserveStock,
  StockReserved,
  StockUnavailable,
  VoidPayment,
} from './contracts.ts';

interface Order {
  readonly is: 'new' | 'placed' | 'confirmed' | 'rejected';
  readonly isReady: boolean;
}

const order = decider('order', {
  initialState: (): Order => ({ is: 'new', isReady: false }),
  commands: { PlaceOrder, ConfirmOrder, RejectOrder, ReadyOrder, EscalateOrder },
  events: { OrderPlaced, OrderConfirmed, OrderRejected, OrderReady, OrderEscalated },
  decide: {
    PlaceOrder: (asked, { is }) => (is === 'new' ? OrderPlaced(asked) : []),
    ConfirmOrder: ({ orderId }, { is }) => (is === 'placed' ? OrderConfirmed({ orderId }) : []),
    RejectOrder: ({ orderId, reason }, { is }) => (is === 'placed' ? OrderRejected({ orderId, reason }) : []),
    // Not idempotent by themselves: a command that is carried out twice shows.
    ReadyOrder: ({ orderId }) => OrderReady({ orderId }),
    EscalateOrder: ({ orderId, missing }) => OrderEscalated({ orderId, missing }),
  },
  evolve: {
    OrderPlaced: (order) => ({ ...order, is: 'placed' }),
    OrderConfirmed: (order) => ({ ...order, is: 'confirmed' }),
    OrderRejected: (order) => ({ ...order, is: 'rejected' }),
    OrderReady: (order) => ({ ...order, isReady: true }),
    OrderEscalated: (order) => order,
  },
});

const checkout = saga('checkout', { by: 'orderId' })
  .startedBy('order', OrderPlaced)
  .step('stock', {
    send: ReserveStock.from(({ order }) => ({ orderId: order.orderId, sku: order.sku })),
    succeeds: StockReserved,
    fails: StockUnavailable,
    compensate: ReleaseStock.from(({ order }) => ({ orderId: order.orderId })),
    within: '2 seconds',
  })
  .step('payment', {
    send: AuthorizePayment.from(({ order }) => ({ orderId: order.orderId, amount: order.amount })),
    succeeds: PaymentAuthorized,
    fails: PaymentDeclined,
    compensate: VoidPayment.from(({ order }) => ({ orderId: order.orderId })),
    within: '2 seconds',
  })
  .pivot()
  .step('capture', {
    send: CapturePayment.from(({ order }) => ({ orderId: order.orderId })),
    succeeds: PaymentCaptured,
    within: '1 second',
  })
  .completed(ConfirmOrder.from(({ order }) => ({ orderId: order.orderId })))
  .failed(RejectOrder.from(({ order, failure }) => ({ orderId: order.orderId, reason: failure.reason })));

const readiness = gathering('readiness', { by: 'orderId', within: '3 seconds' })
  .all({ stock: StockReserved, money: PaymentCaptured, order: OrderPlaced })
  .completed(ReadyOrder.from(({ orderId }) => ({ orderId })))
  .expired(EscalateOrder.from(({ orderId, missing }) => ({ orderId, missing: missing.join() })));

/** How often each thing happened to an order. */
export interface OrderTally {
  readonly orderId: string;
  readonly placed: number;
  readonly confirmed: number;
  readonly rejected: number;
  readonly ready: number;
  readonly escalated: number;
}
export const orderTallyTable = `create table if not exists order_tally (
  order_id text primary key, placed integer, confirmed integer, rejected integer, ready integer, escalated integer
)`;

const count = (field: keyof OrderTally) => (event: { orderId: string }, row: OrderTally | null) => {
  const known = row ?? { orderId: event.orderId, placed: 0, confirmed: 0, rejected: 0, ready: 0, escalated: 0 };
  return { ...known, [field]: Number(known[field]) + 1 };
};
const orderTally = projection('order-tally', {
  into: table<OrderTally>('order_tally', 'orderId'),
  from: { OrderPlaced, OrderConfirmed, OrderRejected, OrderReady, OrderEscalated },
  on: {
    OrderPlaced: count('placed'),
    OrderConfirmed: count('confirmed'),
    OrderRejected: count('rejected'),
    OrderReady: count('ready'),
    OrderEscalated: count('escalated'),
  },
});

export const OrderingModule = Vertical.of({
  name: 'ordering',
  contract,
  deciders: [order],
  sagas: [checkout],
  gatherings: [readiness],
  projections: [orderTally],
});
