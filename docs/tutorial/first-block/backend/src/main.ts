import { runVertical } from '@jogakbo/vertical';
import { RainbowModule } from './rainbow.module.ts';

await runVertical(RainbowModule);
