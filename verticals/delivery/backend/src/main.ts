import { runVertical } from '@jogakbo/service';
import { InspireModule } from './inspire.module.ts';

await runVertical(InspireModule);
