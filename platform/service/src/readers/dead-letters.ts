import { commandStream } from '@jogakbo/contract';
import type { FailedCommand } from '../commands/command-reader.ts';
import type { Connection, Transaction } from '../postgres/database.ts';
import { log } from '../telemetry/log.ts';
import type { Checkpoint } from './checkpoint.ts';
import { Parking, type Place } from './parking.ts';
import type { DeadEvent, ReadEvent } from './read-batch.ts';

/** Who reads what. */
export type Reader = Pick<Checkpoint, 'reader' | 'stream'>;

/** An event that failed for good, and which of the reader's keys it is about. */
export interface DeadLetter extends DeadEvent {
  readonly key: string;
}

const WAITS = 'waits behind';

/** Why an event of a parked key is not looked at. */
export const waitsBehind = (position: number) => `${WAITS} ${position}`;

/** Writes down what failed for good, with its reason. */
export async function bury({ reader, stream }: Reader, letters: readonly DeadLetter[], connection: Connection) {
  for (const { event, reason, key } of letters) {
    const { position, place } = event.occurrence;
    if (!reason.startsWith(WAITS)) log.error({ reader, position, reason }, 'An event failed for good');
    await connection.query(
      `insert into dead_letter (reader, stream, position, place, type, key, reason, data) values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict do nothing`,
      [reader, stream, position, place, event.type, key, reason, JSON.stringify(event.data)],
    );
  }
}

/** Under this name stand a vertical's commands among its dead letters. */
export const COMMANDS = 'commands';

/** Writes down a command that failed for good, as it was received. */
export async function buryCommand(vertical: string, { position, subject, headers, body, reason }: FailedCommand, connection: Connection) {
  log.error({ subject, position, reason }, 'A command failed for good');
  const type = subject.split('.').at(-1);
  await connection.query(
    `insert into dead_letter (reader, stream, position, place, type, key, reason, data) values ($1, $2, $3, 0, $4, $5, $6, $7)
     on conflict do nothing`,
    [COMMANDS, commandStream(vertical), position, type, String(position), reason, JSON.stringify({ subject, headers, body })],
  );
}

/** The keys of a reader that have a dead letter: what comes for them waits behind it. */
export async function parkedKeys({ reader, stream }: Reader, connection: Connection): Promise<Parking> {
  const { rows } = await connection.query<{ key: string } & Place>(
    `select distinct on (key) key, position, place from dead_letter where reader = $1 and stream = $2 order by key, position, place`,
    [reader, stream],
  );
  return new Parking(new Map(rows.map(({ key, position, place }) => [key, { position, place }])));
}

/** Nobody adds or takes away letters of a key while somebody else does. */
export async function lockKey({ reader, stream }: Reader, key: string, transaction: Transaction) {
  await transaction.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [`${reader}/${stream}/${key}`]);
}

/** Lets an event wait behind its key's dead letters; `false` when there are none any more. */
export async function parkedStill(
  reader: Reader,
  { event, key }: { readonly event: ReadEvent; readonly key: string },
  transaction: Transaction,
): Promise<boolean> {
  await lockKey(reader, key, transaction);
  const { rows } = await transaction.query<{ position: number }>(
    'select min(position) as position from dead_letter where reader = $1 and stream = $2 and key = $3',
    [reader.reader, reader.stream, key],
  );
  const first = rows[0]?.position;
  if (first === undefined || first === null) return false;
  await bury(reader, [{ event, key, reason: waitsBehind(first) }], transaction);
  return true;
}
