import { compileTypeScript } from '@jogakbo/testing/typescript';

compileTypeScript();
const { InventoryModule, OrderingModule, PaymentModule } = await import('@jogakbo/promises/ordering');
const { runVertical } = await import('@jogakbo/service');

/** One replica of one vertical, as a process of its own: what a crash ends. */
const modules = { ordering: OrderingModule, inventory: InventoryModule, payment: PaymentModule };
await runVertical(modules[process.env['VERTICAL'] as keyof typeof modules]);
