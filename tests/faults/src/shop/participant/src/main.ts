import './clock.ts';
import { InventoryModule, OrderingModule, PaymentModule } from '@jogakbo/promises/ordering';
import { runVertical } from '@jogakbo/vertical';

/** One replica of one vertical, as a process of its own: what a crash ends. */
const modules = { ordering: OrderingModule, inventory: InventoryModule, payment: PaymentModule };
await runVertical(modules[process.env['VERTICAL'] as keyof typeof modules]);
