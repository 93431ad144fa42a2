export * from './inspire.queries.ts';
