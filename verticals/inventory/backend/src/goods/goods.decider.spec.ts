import { describe, it } from 'vitest';
import { specification } from '@jogakbo/domain/specification';
import { Sku } from '@jogakbo/assortment-contract';
import {
  GoodsReleased,
  GoodsReserved,
  GoodsSold,
  GoodsTakenBack,
  OrderId,
  ReleaseGoods,
  ReserveGoods,
  SellGoods,
  ShelveGoods,
  TakeBackGoods,
} from '@jogakbo/inventory-contract';
import { goods } from './goods.decider.ts';

const orderId = OrderId.parse('o-1');
const lines = [{ sku: Sku.parse('T-1'), quantity: 2 }];
const [reserved, sold, released, takenBack] = [
  GoodsReserved({ orderId, lines }),
  GoodsSold({ orderId }),
  GoodsReleased({ orderId }),
  GoodsTakenBack({ orderId }),
];
const given = specification(goods);

describe('The goods of an order', () => {
  const reserve = ReserveGoods({ orderId, lines });
  it('are reserved once', () => {
    given().when(reserve).then(reserved);
    given(reserved).when(reserve).thenNothing();
    given(reserved, sold).when(reserve).thenNothing();
  });
  it('are not reserved any more when they were given up before', () => {
    given(released).when(reserve).thenRejected('GoodsAreReleased');
  });

  const sell = SellGoods({ orderId });
  it('are sold once, when they are reserved', () => {
    given(reserved).when(sell).then(sold);
    given(reserved, sold).when(sell).thenNothing();
    given().when(sell).thenRejected('NothingIsReserved');
    given(reserved, released).when(sell).thenRejected('NothingIsReserved');
  });
  it('are sold again when they came back and could not stay', () => given(reserved, sold, takenBack).when(sell).then(sold));

  const release = ReleaseGoods({ orderId });
  it('are given up from wherever they are, once', () => {
    for (const history of [[], [reserved], [reserved, sold], [reserved, sold, takenBack]])
      given(...history)
        .when(release)
        .then(released);
    given(reserved, released).when(release).thenNothing();
  });

  const takeBack = TakeBackGoods({ orderId });
  it('come back once, when they were sold', () => {
    given(reserved, sold).when(takeBack).then(takenBack);
    given(reserved, sold, takenBack).when(takeBack).thenRejected('GoodsAreBackAlready');
    given(reserved, released).when(takeBack).thenNothing();
    given(reserved).when(takeBack).thenRejected('NothingWasSold');
    given().when(takeBack).thenRejected('NothingWasSold');
  });

  const shelve = ShelveGoods({ orderId });
  it('can be sold to others when they have come back, and only then', () => {
    given(reserved, sold, takenBack).when(shelve).then(released);
    given(reserved, sold).when(shelve).thenNothing();
    given(reserved, sold, takenBack, released).when(shelve).thenNothing();
    given().when(shelve).thenNothing();
  });
});
