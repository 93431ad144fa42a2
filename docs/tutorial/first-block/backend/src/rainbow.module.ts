import { Vertical } from '@jogakbo/vertical';
import * as contract from '@jogakbo/rainbow-contract';
import { blocks } from '@jogakbo/rainbow-frontend';
import { colours } from './colours/colours.projection.ts';
import { GetMostColourfulHandler } from './colours/get-most-colourful.query.ts';

export const RainbowModule = Vertical.of({
  name: 'rainbow',
  contract,
  blocks,
  projections: [colours],
  handlers: [GetMostColourfulHandler],
});
