import type { Connection, Transaction } from '../postgres/database.ts';

/** What a table and its indexes are called while they are filled beside the live ones. */
const BESIDE = '__rebuild';
/** PostgreSQL cuts longer names off. */
const LONGEST_NAME = 63 - BESIDE.length;
export const sideOf = (table: string) => `${table}${BESIDE}`;

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
const asText = (value: string) => `'${value.replaceAll("'", "''")}'`;

interface Index {
  readonly name: string;
  readonly isUnique: boolean;
  /** What follows its name and table in its definition. */
  readonly method: string;
  /** The definition of the key that brings it, if one does. */
  readonly constraint: string | null;
}

/** Keys and indexes; a check has the same name on both tables. */
const INDEXES = `
  select c.relname as name, i.indisunique as "isUnique", pg_get_constraintdef(con.oid) as constraint,
    regexp_replace(pg_get_indexdef(i.indexrelid), '^.*? USING ', 'using ') as method
  from pg_index i join pg_class c on c.oid = i.indexrelid
  left join pg_constraint con on con.conindid = i.indexrelid and con.contype in ('p', 'u', 'x')
  where i.indrelid = to_regclass($1) order by c.relname`;

/** All that rows of a table have to fit, and all that finds them. */
const SHAPE = `
  select jsonb_build_object(
    'columns', (select jsonb_agg(jsonb_build_array(attname, atttypid, atttypmod, attnotnull, attgenerated, pg_get_expr(adbin, adrelid)) order by attnum)
      from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
      where attrelid = c.oid and attnum > 0 and not attisdropped),
    'checks', (select jsonb_agg(jsonb_build_array(conname, pg_get_constraintdef(oid)) order by conname)
      from pg_constraint where conrelid = c.oid and contype = 'c'),
    'options', c.reloptions) as shape
  from pg_class c where c.oid = to_regclass($1)`;

/** What holds on to a table itself, and would not follow when another takes its place. */
const TIES = `
  select (select count(*) from pg_constraint where contype = 'f' and c.oid in (conrelid, confrelid))
    + (select count(*) from pg_trigger where tgrelid = c.oid and not tgisinternal)
    + (select count(*) from pg_depend where refobjid = c.oid and classid = 'pg_rewrite'::regclass)
    + (select count(*) from pg_statistic_ext where stxrelid = c.oid)
    + (select count(*) from pg_attribute where attrelid = c.oid and attidentity <> '')
    + (select count(*) from pg_attrdef where adrelid = c.oid and pg_get_expr(adbin, adrelid) like 'nextval(%')
    + (select count(*) from pg_index join pg_class i on i.oid = indexrelid where indrelid = c.oid and length(i.relname) > ${LONGEST_NAME})
    + (length(c.relname) > ${LONGEST_NAME})::int as ties
  from pg_class c where c.oid = to_regclass($1)`;

/** Why a table cannot be filled beside itself, if so. */
export async function obstacleTo(table: string, connection: Connection): Promise<string | undefined> {
  const { rows } = await connection.query<{ ties: number }>(TIES, [quoted(table)]);
  if (!rows[0]) return `there is no table ${table}`;
  return rows[0].ties > 0
    ? `keys, views, triggers, statistics or sequences are tied to the table ${table}, or its names are too long`
    : undefined;
}

/** Makes an empty table that is like the live one; `by` says who fills it. */
export async function makeSide(table: string, by: string, transaction: Transaction): Promise<void> {
  const [live, side] = [quoted(table), quoted(sideOf(table))];
  const { rows } = await transaction.query<{ options: string | null }>(
    `select array_to_string(reloptions, ', ') as options from pg_class where oid = to_regclass($1)`,
    [live],
  );
  const options = rows[0]?.options ? ` with (${rows[0].options})` : '';
  await transaction.query(`drop table if exists ${side}`);
  await transaction.query(`create table ${side} (like ${live} including all excluding indexes excluding statistics)${options}`);
  for (const { name, isUnique, method, constraint } of await indexesOf(table, transaction)) {
    const beside = quoted(`${name}${BESIDE}`);
    if (constraint) await transaction.query(`alter table ${side} add constraint ${beside} ${constraint}`);
    else await transaction.query(`create ${isUnique ? 'unique ' : ''}index ${beside} on ${side} ${method}`);
  }
  await transaction.query(`comment on table ${side} is ${asText(by)}`);
}

/** Whether there is a side table that this one fills, and that is still like the live one. */
export async function isAlike(table: string, by: string, transaction: Transaction): Promise<boolean> {
  const { rows } = await transaction.query<{ by: string }>("select obj_description(to_regclass($1), 'pg_class') as by", [
    quoted(sideOf(table)),
  ]);
  if (rows[0]?.by !== by) return false;
  const [live, side] = [await shapeOf(table, transaction), await shapeOf(sideOf(table), transaction)];
  return live === side;
}

/** Lets the side table take the place and the names of the live one, which is gone then. */
export async function takePlace(table: string, transaction: Transaction): Promise<void> {
  const [live, side] = [quoted(table), quoted(sideOf(table))];
  const { rows } = await transaction.query<{ comment: string | null }>("select obj_description(to_regclass($1), 'pg_class') as comment", [
    live,
  ]);
  const comment = rows[0]?.comment;
  const indexes = await indexesOf(table, transaction);
  await transaction.query(`drop table ${live}`);
  await transaction.query(`alter table ${side} rename to ${live}`);
  for (const { name } of indexes) await transaction.query(`alter index ${quoted(`${name}${BESIDE}`)} rename to ${quoted(name)}`);
  await transaction.query(`comment on table ${live} is ${comment ? asText(comment) : 'null'}`);
}

async function indexesOf(table: string, transaction: Transaction): Promise<Index[]> {
  return (await transaction.query<Index & Record<string, unknown>>(INDEXES, [quoted(table)])).rows;
}

async function shapeOf(table: string, transaction: Transaction): Promise<string> {
  const { rows } = await transaction.query<{ shape: unknown }>(SHAPE, [quoted(table)]);
  const indexes = (await indexesOf(table, transaction)).map((index) => ({ ...index, name: index.name.replace(BESIDE, '') }));
  return JSON.stringify([rows[0]?.shape ?? null, indexes.sort((one, other) => (one.name < other.name ? -1 : 1))]);
}
