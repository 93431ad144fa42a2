export * from './addresses.ts';
export * from './boundaries.ts';
export * from './complaints.ts';
export * from './document.ts';
export * from './files.ts';
export * from './refusals.ts';
export * from './slots.ts';
export * from './stranger.ts';
