import { runVertical } from '@jogakbo/service';
import { DeliveryModule } from './delivery.module.ts';

await runVertical(DeliveryModule);
