import { decider, reject } from '@jogakbo/domain';
import type { DataOf } from '@jogakbo/contract';
import {
  CancellationBegun,
  CancellationNoted,
  CancellationRefused,
  CancelOrder,
  checkout,
  CloseOrder,
  ConfirmOrder,
  CustomerForgotten,
  ForgetCustomer,
  OrderCancelled,
  OrderConfirmed,
  ordered,
  OrderId,
  OrderPlaced,
  OrderRejected,
  OrderReturned,
  type OrderStatus,
  RefuseCancellation,
  RejectOrder,
} from '@jogakbo/checkout-contract';
import { agreedOf, isSame, piecesOf } from './same-order.ts';

/** `PlaceOrder`, with what its handler knows: the basket at today's prices, and who has ordered. */
export const RecordOrder = checkout.command('RecordOrder', 'Records what was ordered.', { orderId: OrderId, ...ordered });

export interface Order {
  readonly status: OrderStatus | 'none';
  /** Cancelling is the customer's wish until it has come true: noted while the checkout runs, begun once it is confirmed. */
  readonly cancellation: 'none' | 'noted' | 'begun';
  /** Without its customer, as all state is. */
  readonly placed?: DataOf<typeof OrderPlaced>;
  readonly isForgotten?: boolean;
}

/** An order: placed once, then confirmed or rejected; what was confirmed may be cancelled, or returned. */
export const order = decider('order', {
  initialState: (): Order => ({ status: 'none', cancellation: 'none' }),
  commands: { RecordOrder, ConfirmOrder, RejectOrder, CancelOrder, RefuseCancellation, CloseOrder, ForgetCustomer },
  events: {
    ...{ OrderPlaced, OrderConfirmed, OrderRejected, OrderCancelled, OrderReturned },
    ...{ CancellationNoted, CancellationBegun, CancellationRefused, CustomerForgotten },
  },
  decide: {
    RecordOrder(command, { placed }) {
      if (!placed) return OrderPlaced(command);
      if (placed.visitorDigest !== command.visitorDigest) return reject('OrderIdIsTaken');
      return isSame(placed, { ...command, agreed: agreedOf(command), pieces: piecesOf(command.lines) })
        ? []
        : reject('BasketIsOrderedAlready');
    },
    ConfirmOrder({ orderId }, { status, placed, cancellation }) {
      if (status === 'none') return reject('NothingWasOrdered');
      if (status !== 'placed') return [];
      const { customer: _, ...goods } = placed!;
      const confirmed = OrderConfirmed(goods);
      return cancellation === 'noted' ? [confirmed, CancellationBegun({ orderId })] : confirmed;
    },
    RejectOrder({ orderId, reason }, { status }) {
      if (status === 'none') return reject('NothingWasOrdered');
      return status === 'placed' ? OrderRejected({ orderId, reason }) : [];
    },
    CancelOrder({ orderId }, { status, cancellation }) {
      if (status === 'none') return reject('NothingWasOrdered');
      if (status === 'rejected' || status === 'returned') return reject('OrderHasEnded');
      if (status === 'cancelled' || cancellation !== 'none') return [];
      return status === 'placed' ? CancellationNoted({ orderId }) : CancellationBegun({ orderId });
    },
    RefuseCancellation: ({ orderId, reason }, { status, cancellation }) =>
      status === 'confirmed' && cancellation === 'begun' ? CancellationRefused({ orderId, reason }) : [],
    ForgetCustomer({ orderId }, { status, isForgotten }) {
      if (status === 'none') return reject('NothingWasOrdered');
      return isForgotten ? [] : CustomerForgotten({ orderId });
    },
    CloseOrder({ orderId }, { status, cancellation }) {
      if (status !== 'confirmed') return [];
      return cancellation === 'begun' ? OrderCancelled({ orderId }) : OrderReturned({ orderId });
    },
  },
  evolve: {
    OrderPlaced: (_, placed) => ({ status: 'placed', cancellation: 'none', placed }),
    OrderConfirmed: (order) => ({ ...order, status: 'confirmed' }),
    OrderRejected: (order) => ({ ...order, status: 'rejected' }),
    OrderCancelled: (order) => ({ ...order, status: 'cancelled' }),
    OrderReturned: (order) => ({ ...order, status: 'returned' }),
    CancellationNoted: (order) => ({ ...order, cancellation: 'noted' }),
    CancellationBegun: (order) => ({ ...order, cancellation: 'begun' }),
    CancellationRefused: (order) => ({ ...order, cancellation: 'none' }),
    CustomerForgotten: (order) => ({ ...order, isForgotten: true }),
  },
});
