export * from './keyboard.ts';
export * from './open-streams.ts';
export * from './seen-page.ts';
export * from './slot.ts';
