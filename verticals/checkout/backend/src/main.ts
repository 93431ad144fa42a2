import { runVertical } from '@jogakbo/vertical';
import { CheckoutModule } from './checkout.module.ts';

await runVertical(CheckoutModule);
