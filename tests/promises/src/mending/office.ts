import { z } from 'zod';
import { contract } from '@jogakbo/contract';
import { decider, projection, reaction, table } from '@jogakbo/domain';
import { Vertical } from '@jogakbo/vertical';
import { PartMoved } from './workshop.ts';

/** Parts about which a rule of the office has a bug, until somebody mends it. */
export const bugs = { fold: new Set<string>(), reaction: new Set<string>(), command: new Set<string>() };
const bug = (of: keyof typeof bugs, partId: string) => {
  if (bugs[of].has(partId)) throw new Error(`a bug in the ${of} of ${partId}`);
};

/** Milliseconds that one in thirty moves of each part takes to be folded. */
export const slowness = { milliseconds: 0 };
const clock = new Int32Array(new SharedArrayBuffer(4));

const office = contract('office');
const note = office.aggregate('note', 'partId');
const partId = z.string();
const nth = z.number().int();

const MoveNoted = note.event('MoveNoted', 'Somebody wrote down that a part moved.', { partId, nth });
const NoteMove = office.command('NoteMove', 'Writes down that a part moved.', { partId, nth });

/** How often each part moved, and whether in order. */
export interface Move {
  readonly partId: string;
  readonly times: number;
  readonly last: number;
  readonly inOrder: boolean;
}

export const moves = projection('moves', {
  into: table<Move>('move', 'partId'),
  from: { PartMoved },
  on: {
    PartMoved: ({ partId, nth }, row) => {
      bug('fold', partId);
      if (nth % 30 === 1 && slowness.milliseconds > 0) Atomics.wait(clock, 0, 0, slowness.milliseconds);
      return { partId, times: (row?.times ?? 0) + 1, last: nth, inOrder: (row?.inOrder ?? true) && nth === (row?.last ?? 0) + 1 };
    },
  },
});

export const moveTable = `create table if not exists move (
  part_id text primary key, times integer not null, last integer not null, in_order boolean not null
)`;

const noteDecider = decider('note', {
  initialState: (): { readonly last: number } => ({ last: 0 }),
  commands: { NoteMove },
  events: { MoveNoted },
  decide: {
    NoteMove: (move) => {
      bug('command', move.partId);
      return MoveNoted(move);
    },
  },
  evolve: { MoveNoted: (_, { nth }) => ({ last: nth }) },
});

const noteWhenMoved = reaction(
  'note-when-moved',
  PartMoved,
  NoteMove.from((move) => {
    bug('reaction', move.partId);
    return move;
  }),
);

/** A vertical that follows another's log: it keeps a table of it, and does something of its own about it. */
export const OfficeModule = Vertical.of({
  name: 'office',
  contract: { MoveNoted, NoteMove },
  deciders: [noteDecider],
  projections: [moves],
  reactions: [noteWhenMoved],
});
