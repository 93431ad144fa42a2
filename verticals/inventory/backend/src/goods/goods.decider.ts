import { decider, reject } from '@jogakbo/domain';
import {
  type GoodsLine,
  GoodsReleased,
  GoodsReserved,
  GoodsSold,
  GoodsTakenBack,
  ReleaseGoods,
  ReserveGoods,
  SellGoods,
  ShelveGoods,
  TakeBackGoods,
} from '@jogakbo/inventory-contract';

export interface Goods {
  readonly status: 'none' | 'reserved' | 'sold' | 'taken back' | 'released';
  readonly lines: readonly GoodsLine[];
  /** How often they were sold: more than once where they came back and could not stay. */
  readonly sales: number;
}

/** What one order has here. Who asks decides about the pieces themselves: see `pieces.ts`. */
export const goods = decider('goods', {
  initialState: (): Goods => ({ status: 'none', lines: [], sales: 0 }),
  commands: { ReserveGoods, SellGoods, ReleaseGoods, TakeBackGoods, ShelveGoods },
  events: { GoodsReserved, GoodsSold, GoodsReleased, GoodsTakenBack },
  decide: {
    ReserveGoods({ orderId, lines }, { status }) {
      if (status === 'released') return reject('GoodsAreReleased');
      return status === 'none' ? GoodsReserved({ orderId, lines }) : [];
    },
    SellGoods({ orderId }, { status }) {
      if (status === 'none' || status === 'released') return reject('NothingIsReserved');
      return status === 'sold' ? [] : GoodsSold({ orderId });
    },
    ReleaseGoods: ({ orderId }, { status }) => (status === 'released' ? [] : GoodsReleased({ orderId })),
    TakeBackGoods({ orderId }, { status }) {
      if (status === 'none' || status === 'reserved') return reject('NothingWasSold');
      if (status === 'taken back') return reject('GoodsAreBackAlready');
      return status === 'sold' ? GoodsTakenBack({ orderId }) : [];
    },
    ShelveGoods: ({ orderId }, { status }) => (status === 'taken back' ? GoodsReleased({ orderId }) : []),
  },
  evolve: {
    GoodsReserved: (goods, { lines }) => ({ ...goods, status: 'reserved', lines }),
    GoodsSold: (goods) => ({ ...goods, status: 'sold', sales: goods.sales + 1 }),
    GoodsReleased: (goods) => ({ ...goods, status: 'released' }),
    GoodsTakenBack: (goods) => ({ ...goods, status: 'taken back' }),
  },
});
