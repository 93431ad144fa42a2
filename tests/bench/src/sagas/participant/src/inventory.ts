import { decider } from '@jogakbo/domain';
import { Vertical } from '@jogakbo/vertical';
import * as contract from './contracts.ts';
import { ReleaseStock, ReserveStock, StockReleased, StockReserved } from './contracts.ts';

type Reservation = 'none' | 'held' | 'released';

const reservation = decider('reservation', {
  initialState: (): Reservation => 'none',
  commands: { ReserveStock, ReleaseStock },
  events: { StockReserved, StockReleased },
  decide: {
    ReserveStock: ({ orderId }, reservation) => (reservation === 'none' ? StockReserved({ orderId }) : []),
    ReleaseStock: ({ orderId }, reservation) => (reservation === 'held' ? StockReleased({ orderId }) : []),
  },
  evolve: { StockReserved: () => 'held', StockReleased: () => 'released' },
});

export const InventoryModule = Vertical.of({ name: 'inventory', contract, deciders: [reservation] });
