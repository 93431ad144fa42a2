export * from './contract.ts';
export * from './envelope.ts';
export * from './message.ts';
export * from './money.ts';
export * from './problem.ts';
export * from './release.ts';
export * from './rendering.ts';
export * from './subjects.ts';
