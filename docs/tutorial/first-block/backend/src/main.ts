import { runVertical } from '@jogakbo/service';
import { RainbowModule } from './rainbow.module.ts';

await runVertical(RainbowModule);
