export * from './seen-page.ts';
export * from './slot.ts';
