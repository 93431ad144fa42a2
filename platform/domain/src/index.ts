export * from './decider.ts';
export * from './gathering.ts';
export * from './gathering-decider.ts';
export * from './outgoing.ts';
export { commandsIn, type Concern, type Process, type ProcessStatus } from './process.ts';
export * from './projection.ts';
export * from './reaction.ts';
export * from './saga.ts';
export * from './saga-decider.ts';
