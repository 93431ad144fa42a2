import { runVertical } from '@jogakbo/service';
import { PaymentModule } from './payment.module.ts';

await runVertical(PaymentModule);
