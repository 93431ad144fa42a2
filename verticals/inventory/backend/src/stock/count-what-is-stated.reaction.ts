import { reaction } from '@jogakbo/domain';
import { SupplyStated } from '@jogakbo/assortment-contract';
import { central, CountStock, stockIdOf } from '@jogakbo/inventory-contract';

/** What a feed states is what lies in the central store. */
export const countWhatIsStated = reaction(
  'count-what-is-stated',
  SupplyStated,
  CountStock.from(({ sku, quantity }) => ({ stockId: stockIdOf(sku, central), onHand: quantity, reason: 'The feed states it.' })),
);
