import { runVertical } from '@jogakbo/vertical';
import { PaymentModule } from './payment.module.ts';

await runVertical(PaymentModule);
