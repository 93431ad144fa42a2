export * from './goods.commands.ts';
export * from './goods.events.ts';
export * from './stock.commands.ts';
export * from './stock.events.ts';
export * from './stock.queries.ts';
export * from './stock.ts';
