import { Vertical } from '@jogakbo/service';
import * as contract from '@jogakbo/inventory-contract';
import { countWhatIsStated } from './stock/count-what-is-stated.reaction.ts';
import { GetStockHandler } from './stock/get-stock.query.ts';
import { ListStockHandler } from './stock/list-stock.query.ts';
import { stock } from './stock/stock.decider.ts';
import { stockLevel } from './stock/stock-level.projection.ts';

export const InventoryModule = Vertical.of({
  name: 'inventory',
  contract,
  deciders: [stock],
  projections: [stockLevel],
  reactions: [countWhatIsStated],
  handlers: [GetStockHandler, ListStockHandler],
});
