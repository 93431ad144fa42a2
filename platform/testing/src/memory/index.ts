export * from './memory-keys.ts';
export * from './memory-log.ts';
export * from './memory-snapshots.ts';
