import { runVertical } from '@jogakbo/vertical';
import { AssortmentModule } from './assortment.module.ts';

await runVertical(AssortmentModule);
