export * from './cart.ts';
export * from './checkout.commands.ts';
export * from './checkout.queries.ts';
