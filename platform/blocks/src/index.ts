export * from './block.ts';
export * from './placed-block.tsx';
export * from './runtime.ts';
export * from './slot.tsx';
export * from './use-command.ts';
export * from './use-event.ts';
export * from './use-head.ts';
export * from './use-query.ts';
