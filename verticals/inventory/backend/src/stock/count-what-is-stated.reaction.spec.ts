import { describe, it } from 'vitest';
import { specification } from '@jogakbo/domain/specification';
import { Sku, SupplyStated } from '@jogakbo/assortment-contract';
import { CountStock, StockId } from '@jogakbo/inventory-contract';
import { countWhatIsStated } from './count-what-is-stated.reaction.ts';

describe('What a feed states', () => {
  it('is counted in the central store', () =>
    specification(countWhatIsStated)()
      .when(SupplyStated({ sku: Sku.parse('T-1'), quantity: 8 }))
      .then(CountStock({ stockId: StockId.parse('T-1@central'), onHand: 8, reason: 'The feed states it.' })));
});
