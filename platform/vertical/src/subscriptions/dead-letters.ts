import { commandStream } from '@jogakbo/protocol';
import { wellFormed } from '@jogakbo/contract';
import { mayPass, log } from '@jogakbo/runtime';
import type { Connection, Transaction } from '../postgres/database.ts';
import { isInTheClear } from '../personal/in-the-clear.ts';
import type { Checkpoint } from './checkpoint.ts';
import { Parking, parkedAs, type Place } from './parking.ts';
import { headersIn, type DeadEvent, type ReadEvent, type Received } from './read-batch.ts';

/** Who reads what. */
export type Reader = Pick<Checkpoint, 'reader' | 'stream'>;

/** An event that failed for good, and which of the reader's keys it is about. */
export interface DeadLetter extends DeadEvent {
  readonly key: string;
}

/** A dead letter as it is written down. */
interface NewLetter extends Reader, Place {
  readonly type: string;
  readonly key: string;
  readonly reason: string;
  /** What failed, to the byte; what only waits stands in its log. */
  readonly subject?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
}

/** The longest reason that is written down: thousands of them are listed at once. */
const LONGEST_REASON = 1000;
const WAITS = 'waits behind';

/** Why an event of a parked key is not looked at. */
export const waitsBehind = (position: number) => `${WAITS} ${position}`;

/**
 * Writes down what failed for good, with its reason.
 *
 * @remarks A letter that the table refuses is written without what it is about, which stands in the log; so is one about what stands there in
 * the clear, and is personal.
 */
export async function bury(reader: Reader, letters: readonly DeadLetter[], connection: Connection) {
  for (const { event, reason, key } of letters) {
    const { position, place } = event.occurrence;
    if (!reason.startsWith(WAITS)) log.error({ reader: reader.reader, position, reason }, 'An event failed for good');
    const letter = { ...reader, position, place, type: event.type, key, reason };
    const keepsNothing = reason.startsWith(WAITS) || (event.closed && isInTheClear(event.closed.definition, event.closed.logged));
    if (keepsNothing) await write(letter, connection);
    else await writeWhole(letter, event.message, connection);
  }
}

async function writeWhole(letter: NewLetter, { subject, headers, data }: Received, connection: Connection) {
  const { reader, position, reason } = letter;
  try {
    await connection.attempt(() => write({ ...letter, subject, headers: headersIn(headers), body: data }, connection));
  } catch (error) {
    if (mayPass(error)) throw error;
    log.error({ err: error, reader, position }, 'A dead letter was refused; it is written without what it is about');
    await write({ ...letter, reason: `${reason.slice(0, LONGEST_REASON / 2)} (its letter was refused: ${String(error)})` }, connection);
  }
}

async function write({ reader, stream, position, place, ...letter }: NewLetter, connection: Connection) {
  const { type, key, reason, subject, headers, body } = letter;
  await connection.query(
    `insert into dead_letter (reader, stream, position, place, type, key, reason, subject, headers, body)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing`,
    [
      ...[reader, stream, position, place, wellFormed(type), parkedAs(key), wellFormed(reason.slice(0, LONGEST_REASON))],
      ...[subject === undefined ? null : wellFormed(subject), headers ? JSON.stringify(headers) : null, body ?? null],
    ],
  );
}

/** Under this name stand a vertical's commands among its dead letters. */
export const COMMANDS = 'commands';

/** A command that failed for good, as it was received. */
export interface FailedCommand {
  readonly position: number;
  readonly subject: string;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
  readonly reason: string;
}

/** Writes down a command that failed for good, as it was received: whole or not at all, since nobody else has it. */
export async function buryCommand(vertical: string, { position, subject, headers, body, reason }: FailedCommand, connection: Connection) {
  log.error({ subject, position, reason }, 'A command failed for good');
  const letter = { reader: COMMANDS, stream: commandStream(vertical), position, place: 0, type: subject.split('.').at(-1)! };
  await write({ ...letter, key: String(position), reason, subject, headers, body }, connection);
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
  await transaction.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [`${reader}/${stream}/${parkedAs(key)}`]);
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
    [reader.reader, reader.stream, parkedAs(key)],
  );
  const first = rows[0]?.position;
  if (first === undefined || first === null) return false;
  await bury(reader, [{ event, key, reason: waitsBehind(first) }], transaction);
  return true;
}
