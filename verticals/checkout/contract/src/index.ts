export * from './cart.ts';
export * from './checkout.commands.ts';
export * from './checkout.queries.ts';
export * from './order.commands.ts';
export * from './order.events.ts';
export * from './order.queries.ts';
export * from './order.ts';
