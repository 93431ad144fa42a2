export * from './colours.queries.ts';
