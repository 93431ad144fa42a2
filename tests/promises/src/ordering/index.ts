export * as contracts from './contracts.ts';
export { InventoryModule } from './inventory.ts';
export { OrderingModule, orderTallyTable, type OrderTally } from './ordering.ts';
export { LIMIT, PaymentModule } from './payment.ts';
