export * from './explore.queries.ts';
