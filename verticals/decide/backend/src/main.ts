import { runVertical } from '@jogakbo/service';
import { DecideModule } from './decide.module.ts';

await runVertical(DecideModule);
