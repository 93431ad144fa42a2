import { runVertical } from '@jogakbo/service';
import { InventoryModule } from './inventory.module.ts';

await runVertical(InventoryModule);
