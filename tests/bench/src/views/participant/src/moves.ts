import { z } from 'zod';
import { contract } from '@jogakbo/contract';
import { projection, table } from '@jogakbo/domain';
import { Vertical } from '@jogakbo/vertical';

/** Who keeps the views. */
export const ARCHIVE = 'archive';

/** What a vertical says of parts: each log that is measured is one such vertical's. */
export const partMovedOf = (vertical: string) =>
  contract(vertical).aggregate('part', 'partId').event('PartMoved', 'A part has moved on.', {
    partId: z.string(),
    /** Which move of all moves it is. */
    serial: z.number().int(),
    place: z.string(),
    weight: z.number().int(),
    note: z.string(),
  });

interface Move {
  readonly partId: string;
  readonly times: number;
  readonly inOrder: boolean;
  readonly serial: number;
  readonly place: string;
  readonly weight: number;
  readonly note: string;
}

/** Where each part is, how often it has moved, and whether in order: each fold needs the row. */
const movesOf = (log: string, nth: number) =>
  projection(`moves-${nth}`, {
    into: table<Move>(`move_${nth}`, 'partId'),
    from: { PartMoved: partMovedOf(log) },
    on: {
      PartMoved: (moved, row) => ({
        ...moved,
        times: (row?.times ?? 0) + 1,
        inOrder: (row?.inOrder ?? true) && moved.serial > (row?.serial ?? 0),
      }),
    },
  });

/** A vertical that does nothing but keep so many views of one log. */
export const archiveOf = (log: string, projections: number) =>
  Vertical.of({
    name: ARCHIVE,
    contract: {},
    projections: Array.from({ length: projections }, (_, index) => movesOf(log, index + 1)),
  });
