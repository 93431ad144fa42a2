export * from './commit-log.ts';
export * from './snapshots.ts';
