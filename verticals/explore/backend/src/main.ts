import { runVertical } from '@jogakbo/vertical';
import { ExploreModule } from './explore.module.ts';

await runVertical(ExploreModule);
