export * from './payment.commands.ts';
export * from './payment.events.ts';
export * from './payment.queries.ts';
export * from './payment.ts';
