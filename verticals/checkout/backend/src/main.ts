import { runVertical } from '@jogakbo/service';
import { CheckoutModule } from './checkout.module.ts';

await runVertical(CheckoutModule);
