import { runVertical } from '@jogakbo/vertical';
import { FactoryModule } from '../../factory.ts';

/** One replica of the vertical that gathers, as a process of its own. */
await runVertical(FactoryModule);
