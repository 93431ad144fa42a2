import mostColourful from './most-colourful/most-colourful.block.tsx';

export const blocks = [mostColourful];
