import { definitionOfVertical, describe, startVertical } from '@jogakbo/vertical/testing';
import { ServiceConfig } from '@jogakbo/runtime';
import { InventoryModule } from './inventory.ts';
import { OrderingModule } from './ordering.ts';
import { PaymentModule } from './payment.ts';

/** Runs one vertical, or several, in this process, until it is told to stop. */
const modules: Record<string, typeof OrderingModule> = { ordering: OrderingModule, inventory: InventoryModule, payment: PaymentModule };
const places = JSON.parse(process.env['PLACES']!) as Record<string, object>;
const stops = await Promise.all(
  Object.entries(places).map(([vertical, place]) => {
    const module = modules[vertical]!;
    const release = { vertical, version: 'measured', description: describe(definitionOfVertical(module)) };
    return startVertical(module, { release, config: ServiceConfig.parse(place) });
  }),
);
process.once('SIGTERM', () => void Promise.all(stops.map((stop) => stop())).then(() => process.exit(0)));
process.send?.('ready');
