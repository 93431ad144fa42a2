import { decider, reject } from '@jogakbo/domain';
import type { DataOf } from '@jogakbo/contract';
import {
  CancellationBegun,
  CancellationNoted,
  CancellationRefused,
  CancelForRefund,
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
  OrderRefunded,
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
  commands: {
    ...{ RecordOrder, ConfirmOrder, RejectOrder, CancelOrder, CancelForRefund, RefuseCancellation, CloseOrder },
    ForgetCustomer,
  },
  events: {
    ...{ OrderPlaced, OrderConfirmed, OrderRejected, OrderCancelled, OrderReturned, OrderRefunded },
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
      if (status === 'rejected' || status === 'returned' || status === 'refunded') return reject('OrderHasEnded');
      return cancelled(orderId, { status, cancellation });
    },
    CancelForRefund: ({ orderId }, { status, cancellation }) =>
      status === 'none' ? reject('NothingWasOrdered') : cancelled(orderId, { status, cancellation }),
    RefuseCancellation: ({ orderId, reason }, { status, cancellation }) =>
      status === 'confirmed' && cancellation === 'begun' ? CancellationRefused({ orderId, reason }) : [],
    ForgetCustomer({ orderId }, { status, isForgotten }) {
      if (status === 'none') return reject('NothingWasOrdered');
      return isForgotten ? [] : CustomerForgotten({ orderId });
    },
    CloseOrder({ orderId, customerKeepsGoods }, { status, cancellation }) {
      if (status !== 'confirmed') return [];
      if (customerKeepsGoods) return OrderRefunded({ orderId });
      return cancellation === 'begun' ? OrderCancelled({ orderId }) : OrderReturned({ orderId });
    },
  },
  evolve: {
    OrderPlaced: (_, placed) => ({ status: 'placed', cancellation: 'none', placed }),
    OrderConfirmed: (order) => ({ ...order, status: 'confirmed' }),
    OrderRejected: (order) => ({ ...order, status: 'rejected' }),
    OrderCancelled: (order) => ({ ...order, status: 'cancelled' }),
    OrderReturned: (order) => ({ ...order, status: 'returned' }),
    OrderRefunded: (order) => ({ ...order, status: 'refunded' }),
    CancellationNoted: (order) => ({ ...order, cancellation: 'noted' }),
    CancellationBegun: (order) => ({ ...order, cancellation: 'begun' }),
    CancellationRefused: (order) => ({ ...order, cancellation: 'none' }),
    CustomerForgotten: (order) => ({ ...order, isForgotten: true }),
  },
});

/** What follows from the wish that an order is no more; nothing where it was said before, or has come true. */
function cancelled(orderId: OrderId, { status, cancellation }: Pick<Order, 'status' | 'cancellation'>) {
  if (cancellation !== 'none') return [];
  if (status === 'placed') return CancellationNoted({ orderId });
  return status === 'confirmed' ? CancellationBegun({ orderId }) : [];
}
