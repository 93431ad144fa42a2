import { runVertical } from '@jogakbo/service';
import { AssortmentModule } from './assortment.module.ts';

await runVertical(AssortmentModule);
