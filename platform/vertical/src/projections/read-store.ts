import { foldRow, rowKey, type Projection } from '@jogakbo/domain';
import type { Transaction } from '../postgres/database.ts';
import { codeOf, mayPass } from '@jogakbo/runtime';
import { waitsBehind } from '../subscriptions/dead-letters.ts';
import type { Parking } from '../subscriptions/parking.ts';
import type { DeadEvent, ReadEvent } from '../subscriptions/read-batch.ts';

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Events to be folded in their order, and which keys wait: keys are parked there when their events fail. */
export interface Folding {
  readonly events: readonly ReadEvent[];
  readonly parking: Parking;
}

/**
 * Folds a batch of events into a projection's table, inside the caller's transaction.
 *
 * @remarks Three statements whatever the batch's size: the rows concerned are read, folded in memory, and written
 * back. Rows are read only for folds that take one: an event that says all there is to know needs none. Column names
 * are the row's field names in snake_case. Returns the events that could not be folded, and those that wait behind them; their
 * rows are as what came before has left them.
 */
export async function foldBatch(transaction: Transaction, projection: Projection, { events, parking }: Folding): Promise<DeadEvent[]> {
  const keyOf = (event: ReadEvent) => rowKey(projection, event.data);
  const concerned = events.filter(({ type }) => Object.hasOwn(projection.on, type));
  const rows = await rowsOf(transaction, projection, [...new Set(concerned.filter(({ type }) => takesRow(projection, type)).map(keyOf))]);
  const dead = foldInto(rows, projection, { events: concerned, parking });
  await write(
    transaction,
    projection,
    [...rows.values()].filter((row) => row !== null),
  );
  await remove(
    transaction,
    projection,
    [...rows].flatMap(([id, row]) => (row === null ? [id] : [])),
  );
  return dead;
}

function foldInto(rows: Map<string, any>, projection: Projection, { events, parking }: Folding): DeadEvent[] {
  const dead: DeadEvent[] = [];
  for (const event of events) {
    const key = rowKey(projection, event.data);
    const first = parking.before(key, event.occurrence);
    if (first !== undefined) {
      dead.push({ event, reason: waitsBehind(first) });
      continue;
    }
    try {
      rows.set(key, foldRow(projection, rows.get(key) ?? null, event, event.occurrence));
    } catch (error) {
      parking.park(key, event.occurrence);
      dead.push({ event, reason: String(error) });
    }
  }
  return dead;
}

/** As `foldBatch`, slowly: an event whose row the table refuses parks its key, and nothing else is left out. */
export async function foldOneByOne(transaction: Transaction, projection: Projection, folding: Folding): Promise<DeadEvent[]> {
  const { dead, doubtful } = await foldEach(transaction, projection, folding);
  if (doubtful) throw doubtful.error;
  return dead;
}

/**
 * As `foldOneByOne`, for what has failed again and again: an event that fails for any reason parks its key.
 *
 * @remarks A table that is not there, or lacks a column, may be no event's fault: where all of them fail, none is left out.
 */
export async function foldWhatCanBe(transaction: Transaction, projection: Projection, folding: Folding): Promise<DeadEvent[]> {
  const { dead, doubtful, folded } = await foldEach(transaction, projection, folding);
  if (doubtful && folded === 0 && isOfTheTable(doubtful.error)) throw doubtful.error;
  return dead;
}

interface EachFolded {
  readonly dead: DeadEvent[];
  readonly folded: number;
  /** The first failure that may not have been its event's. */
  readonly doubtful?: { readonly error: unknown } | undefined;
}

async function foldEach(transaction: Transaction, projection: Projection, { events, parking }: Folding): Promise<EachFolded> {
  const dead: DeadEvent[] = [];
  let folded = 0;
  let doubtful: EachFolded['doubtful'];
  for (const event of events) {
    try {
      const left = await transaction.attempt(() => foldBatch(transaction, projection, { events: [event], parking }));
      dead.push(...left);
      if (left.length === 0 && event.type in projection.on) folded += 1;
    } catch (error) {
      if (mayPass(error)) throw error;
      if (!isOfTheEvent(error)) doubtful ??= { error };
      parking.park(rowKey(projection, event.data), event.occurrence);
      dead.push({ event, reason: String(error) });
    }
  }
  return { dead, folded, doubtful };
}

/**
 * Whether what fails is the event itself, and asking again would change nothing: PostgreSQL refuses a value (out of range, too long,
 * against a constraint or a trigger), or there is no row to be made of it.
 */
export const isOfTheEvent = (error: unknown): boolean =>
  codeOf(error) === '' ? !mayPass(error) : /^(2[1237F]|3[89]|44|54|P0)/.test(codeOf(error));

const isOfTheTable = (error: unknown): boolean => codeOf(error).startsWith('42');

/** Whether a fold asks for more than the event. A row with a default value isn't counted by JavaScript: don't give it one. */
const takesRow = ({ on }: Projection, type: string) => (on[type]?.length ?? 0) > 1;

/** The rows of these keys, by key, as folds see them; nobody else changes them until the transaction ends. */
export async function rowsOf(transaction: Transaction, { into }: Projection, keys: string[]): Promise<Map<string, any>> {
  if (keys.length === 0) return new Map();
  const column = snake(into.key);
  const { rows } = await transaction.query<{ row: Record<string, unknown> }>(
    `select to_jsonb(t) as row from "${into.table}" t where "${column}" = any($1) order by "${column}" for update`,
    [keys],
  );
  const columns = Object.keys(rows[0]?.row ?? {});
  const names = columns.map(camel);
  return new Map(rows.map(({ row }) => [String(row[column]), renamed(row, columns, names)]));
}

/**
 * Rows that are there are updated, the others inserted: `on conflict` would work out generated columns twice, once for a
 * row that is never inserted.
 */
async function write(transaction: Transaction, { into }: Projection, rows: Record<string, unknown>[]) {
  if (rows.length === 0) return;
  const names = [...new Set(rows.flatMap(Object.keys))];
  const columns = names.map(snake);
  const listed = columns.map((column) => `"${column}"`).join(', ');
  const key = `"${snake(into.key)}"`;
  await transaction.query(
    `with given as (select ${listed} from json_populate_recordset(null::"${into.table}", $1)),
     updated as (
       update "${into.table}" as kept set ${columns.map((column) => `"${column}" = given."${column}"`).join(', ')}
       from given where kept.${key} = given.${key} returning kept.${key}
     )
     insert into "${into.table}" (${listed}) select ${listed} from given where ${key} not in (select ${key} from updated)`,
    [JSON.stringify(rows.map((row) => renamed(row, names, columns)))],
  );
}

function renamed(row: Record<string, unknown>, from: readonly string[], to: readonly string[]): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (let index = 0; index < from.length; index += 1) made[to[index]!] = row[from[index]!];
  return made;
}

async function remove(transaction: Transaction, { into }: Projection, keys: string[]) {
  if (keys.length > 0) await transaction.query(`delete from "${into.table}" where "${snake(into.key)}" = any($1)`, [keys]);
}
