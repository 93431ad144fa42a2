import tracking from './tracking/tracking.block.tsx';

export const blocks = [tracking];
