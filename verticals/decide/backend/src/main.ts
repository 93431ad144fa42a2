import { runVertical } from '@jogakbo/vertical';
import { DecideModule } from './decide.module.ts';

await runVertical(DecideModule);
