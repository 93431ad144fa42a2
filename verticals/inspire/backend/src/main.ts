import { runVertical } from '@jogakbo/vertical';
import { InspireModule } from './inspire.module.ts';

await runVertical(InspireModule);
