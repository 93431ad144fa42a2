export * from './css-modules.ts';
export * from './federate.ts';
export * from './web.ts';
