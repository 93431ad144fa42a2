import { z } from 'zod';
import { contract } from '@jogakbo/contract';
import { decider } from '@jogakbo/domain';
import { Vertical } from '@jogakbo/vertical';

/** A vertical that only says what happens: parts move. */
const workshop = contract('workshop');
const part = workshop.aggregate('part', 'partId');
const partId = z.string();

export const PartMoved = part.event('PartMoved', 'A part has moved on.', { partId, nth: z.number().int() });
export const MovePart = workshop.command('MovePart', 'Moves a part on.', { partId, times: z.number().int().default(1) });

const partDecider = decider('part', {
  initialState: (): { readonly moves: number } => ({ moves: 0 }),
  commands: { MovePart },
  events: { PartMoved },
  decide: {
    MovePart: ({ partId, times }, { moves }) => Array.from({ length: times }, (_, more) => PartMoved({ partId, nth: moves + more + 1 })),
  },
  evolve: { PartMoved: (_, { nth }) => ({ moves: nth }) },
});

export const WorkshopModule = Vertical.of({ name: 'workshop', contract: { PartMoved, MovePart }, deciders: [partDecider] });
