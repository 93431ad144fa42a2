import { decider, reaction, reject } from '@jogakbo/domain';
import { Vertical } from '@jogakbo/vertical';
import * as contract from './contracts.ts';
import {
  OrderConfirmed,
  PickStock,
  ReleaseStock,
  ReserveStock,
  StockPicked,
  StockReleased,
  StockReserved,
  StockUnavailable,
} from './contracts.ts';

type Reservation = 'none' | 'held' | 'released' | 'picked';

const reservation = decider('reservation', {
  initialState: (): Reservation => 'none',
  commands: { ReserveStock, ReleaseStock, PickStock },
  events: { StockReserved, StockUnavailable, StockReleased, StockPicked },
  decide: {
    ReserveStock({ orderId, sku }, reservation) {
      if (sku === 'unknown') return reject('SkuIsUnknown');
      if (sku === 'broken') throw new Error('a bug of its own');
      if (sku === 'sold-out') return StockUnavailable({ orderId, reason: 'sold out' });
      return reservation === 'none' || reservation === 'released' ? StockReserved({ orderId, sku }) : [];
    },
    ReleaseStock: ({ orderId }, reservation) => (reservation === 'held' ? StockReleased({ orderId }) : []),
    // Not idempotent by itself: a command that is carried out twice shows.
    PickStock: ({ orderId }) => StockPicked({ orderId }),
  },
  evolve: {
    StockReserved: () => 'held',
    StockUnavailable: (reservation) => reservation,
    StockReleased: () => 'released',
    StockPicked: () => 'picked',
  },
});

const pickWhenConfirmed = reaction(
  'pick-when-confirmed',
  OrderConfirmed,
  PickStock.from(({ orderId }) => ({ orderId })),
);

export const InventoryModule = Vertical.of({ name: 'inventory', contract, deciders: [reservation], reactions: [pickWhenConfirmed] });
