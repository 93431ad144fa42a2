export * from './export-feed.ts';
export * from './import-feed.ts';
export * from './read-feed.ts';
export * from './shop.ts';
