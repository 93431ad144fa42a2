export * from './rendered-block.tsx';
