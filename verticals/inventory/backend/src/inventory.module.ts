import { Vertical } from '@jogakbo/vertical';
import * as contract from '@jogakbo/inventory-contract';
import { goods } from './goods/goods.decider.ts';
import { OrderGoods } from './goods/order-goods.ts';
import { Pieces } from './goods/pieces.ts';
import { ReleaseGoodsHandler } from './goods/release-goods.handler.ts';
import { ReserveGoodsHandler } from './goods/reserve-goods.handler.ts';
import { sellAgainWhenNotRefunded } from './goods/sell-again-when-not-refunded.reaction.ts';
import { SellGoodsHandler } from './goods/sell-goods.handler.ts';
import { ShelveGoodsHandler } from './goods/shelve-goods.handler.ts';
import { shelveWhenRefunded } from './goods/shelve-when-refunded.reaction.ts';
import { TakeBackGoodsHandler } from './goods/take-back-goods.handler.ts';
import { takeGoodsBack } from './goods/take-goods-back.reaction.ts';
import { countWhatIsStated } from './stock/count-what-is-stated.reaction.ts';
import { GetStockHandler } from './stock/get-stock.query.ts';
import { ListStockHandler } from './stock/list-stock.query.ts';
import { stock } from './stock/stock.decider.ts';
import { stockLevel } from './stock/stock-level.projection.ts';

export const InventoryModule = Vertical.of({
  name: 'inventory',
  contract,
  deciders: [stock, goods],
  projections: [stockLevel],
  reactions: [countWhatIsStated, takeGoodsBack, shelveWhenRefunded, sellAgainWhenNotRefunded],
  handlers: [
    GetStockHandler,
    ListStockHandler,
    ReserveGoodsHandler,
    SellGoodsHandler,
    ReleaseGoodsHandler,
    TakeBackGoodsHandler,
    ShelveGoodsHandler,
  ],
  providers: [OrderGoods, Pieces],
});
