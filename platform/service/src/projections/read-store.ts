import { foldRow, type Occurrence, type Projection } from '@jogakbo/domain';
import type { Event } from '@jogakbo/contract';
import type { Transaction } from '../postgres/database.ts';

/** One event as a reader got it: its place in the log, and what it says. */
export interface ReadEvent extends Event {
  readonly occurrence: Occurrence;
}

/** An event that could not be folded, and why. */
export interface DeadEvent {
  readonly event: ReadEvent;
  readonly reason: string;
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
const renamed = (row: object, rename: (name: string) => string) =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [rename(name), value]));

/**
 * Folds a batch of events into a projection's table, inside the caller's transaction.
 *
 * @remarks Three statements whatever the batch's size: the rows concerned are read, folded in memory, and written
 * back. Column names are the row's field names in snake_case. Returns the events that could not be folded; their rows
 * are left as they were.
 */
export async function foldBatch(transaction: Transaction, projection: Projection, events: ReadEvent[]): Promise<DeadEvent[]> {
  const { key } = projection.into;
  const keyOf = (event: ReadEvent) => String(event.data?.[key]);
  const concerned = events.filter(({ type }) => type in projection.on);
  const rows = await read(transaction, projection, [...new Set(concerned.map(keyOf))]);
  const before = new Set(rows.keys());
  const dead: DeadEvent[] = [];
  for (const event of concerned) {
    try {
      rows.set(keyOf(event), foldRow(projection, rows.get(keyOf(event)) ?? null, event, event.occurrence));
    } catch (error) {
      dead.push({ event, reason: String(error) });
    }
  }
  await write(transaction, projection, [...rows.values()].filter((row) => row !== null));
  await remove(transaction, projection, [...rows].flatMap(([id, row]) => (row === null && before.has(id) ? [id] : [])));
  return dead;
}

async function read(transaction: Transaction, { into }: Projection, keys: string[]): Promise<Map<string, any>> {
  if (keys.length === 0) return new Map();
  const column = snake(into.key);
  const { rows } = await transaction.query<{ row: object }>(
    `select to_jsonb(t) as row from "${into.table}" t where "${column}" = any($1) order by "${column}" for update`,
    [keys],
  );
  return new Map(rows.map(({ row }) => [String((row as any)[column]), renamed(row, camel)]));
}

async function write(transaction: Transaction, { into }: Projection, rows: object[]) {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first).map((name) => `"${snake(name)}"`);
  await transaction.query(
    `insert into "${into.table}" (${columns.join(', ')})
     select ${columns.join(', ')} from jsonb_populate_recordset(null::"${into.table}", $1)
     on conflict ("${snake(into.key)}") do update set ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`,
    [JSON.stringify(rows.map((row) => renamed(row, snake)))],
  );
}

async function remove(transaction: Transaction, { into }: Projection, keys: string[]) {
  if (keys.length > 0) await transaction.query(`delete from "${into.table}" where "${snake(into.key)}" = any($1)`, [keys]);
}
