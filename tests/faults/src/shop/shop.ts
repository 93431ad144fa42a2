import path from 'node:path';
import { InventoryModule, OrderingModule, orderTallyTable, PaymentModule } from '@jogakbo/promises/ordering';
import { startBreakable, type Breakable, type Parts } from './breakable.ts';

/** Three verticals in which an order needs stock and money. */
export const startBreakableShop = (chosen: Pick<Parts, 'brokers' | 'place'> = {}): Promise<Breakable> =>
  startBreakable({
    modules: [OrderingModule, InventoryModule, PaymentModule],
    participant: path.join(import.meta.dirname, 'participant'),
    ...chosen,
    prepare: (verticals) => verticals.database('ordering').query(orderTallyTable),
  });
