export * from './accounts.ts';
export * from './claims.ts';
export * from './grants.ts';
export * from './needs.ts';
export * from './provision.ts';
export * from './record-digest.ts';
export * from './streams.ts';
