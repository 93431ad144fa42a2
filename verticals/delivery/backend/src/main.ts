import { runVertical } from '@jogakbo/vertical';
import { DeliveryModule } from './delivery.module.ts';

await runVertical(DeliveryModule);
