import { decider, saga } from '@jogakbo/domain';
import { Vertical } from '@jogakbo/vertical';
import * as contract from './contracts.ts';
import {
  ConfirmOrder,
  OrderConfirmed,
  OrderPlaced,
  OrderRejected,
  PaymentDeclined,
  PaymentTaken,
  PlaceOrder,
  RejectOrder,
  ReleaseStock,
  ReserveStock,
  ReturnPayment,
  StockReserved,
  TakePayment,
} from './contracts.ts';

type Order = 'new' | 'placed' | 'confirmed' | 'rejected';

const order = decider('order', {
  initialState: (): Order => 'new',
  commands: { PlaceOrder, ConfirmOrder, RejectOrder },
  events: { OrderPlaced, OrderConfirmed, OrderRejected },
  decide: {
    PlaceOrder: (asked, order) => (order === 'new' ? OrderPlaced(asked) : []),
    ConfirmOrder: ({ orderId }, order) => (order === 'placed' ? OrderConfirmed({ orderId }) : []),
    RejectOrder: ({ orderId, reason }, order) => (order === 'placed' ? OrderRejected({ orderId, reason }) : []),
  },
  evolve: { OrderPlaced: () => 'placed', OrderConfirmed: () => 'confirmed', OrderRejected: () => 'rejected' },
});

const checkout = saga('checkout', { by: 'orderId' })
  .startedBy('order', OrderPlaced)
  .step('stock', {
    send: ReserveStock.from(({ order }) => ({ orderId: order.orderId })),
    succeeds: StockReserved,
    compensate: ReleaseStock.from(({ order }) => ({ orderId: order.orderId })),
    within: '1 minute',
  })
  .step('payment', {
    send: TakePayment.from(({ order }) => ({ orderId: order.orderId, amount: order.amount })),
    succeeds: PaymentTaken,
    fails: PaymentDeclined,
    compensate: ReturnPayment.from(({ order }) => ({ orderId: order.orderId })),
    within: '1 minute',
  })
  .completed(ConfirmOrder.from(({ order }) => ({ orderId: order.orderId })))
  .failed(RejectOrder.from(({ order, failure }) => ({ orderId: order.orderId, reason: failure.reason })));

export const OrderingModule = Vertical.of({ name: 'ordering', contract, deciders: [order], sagas: [checkout] });
