import { runVertical } from '@jogakbo/service';
import { ExploreModule } from './explore.module.ts';

await runVertical(ExploreModule);
