export * from './catalogue.ts';
export * from './catalogue.events.ts';
export * from './catalogue.commands.ts';
export * from './catalogue.queries.ts';
export * from './feed.ts';
export * from './picture.ts';
export * from './places.ts';
