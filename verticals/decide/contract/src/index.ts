export * from './decide.queries.ts';
