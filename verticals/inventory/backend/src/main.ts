import { runVertical } from '@jogakbo/vertical';
import { InventoryModule } from './inventory.module.ts';

await runVertical(InventoryModule);
