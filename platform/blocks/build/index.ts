export * from './css-modules.ts';
export * from './federate.ts';
export * from './notice.ts';
export * from './web.ts';
