import { createHash } from 'node:crypto';
import path from 'node:path';
import Postgrator from 'postgrator';
import type { Database } from './database.ts';

/** The platform's own tables in every vertical's schema; what is there already is left as it is. */
const platformTables = `
  do $$ begin
    -- Before sagas and reactions, only projections read logs.
    if to_regclass('projection_checkpoint') is not null then
      alter table projection_checkpoint rename to checkpoint;
      alter table checkpoint rename column projection to reader;
      alter table checkpoint drop constraint projection_checkpoint_pkey;
      alter table checkpoint add primary key (reader, stream);
      alter table dead_letter rename column projection to reader;
      alter table dead_letter add column stream text;
      update dead_letter set stream = checkpoint.stream from checkpoint where checkpoint.reader = dead_letter.reader;
      delete from dead_letter where stream is null;
      alter table dead_letter drop constraint dead_letter_pkey;
      alter table dead_letter add primary key (reader, stream, position, place);
    end if;
  end $$;
  create table if not exists checkpoint (
    reader text not null,
    stream text not null,
    position bigint not null,
    primary key (reader, stream)
  );
  -- How often the table of a projection has been rebuilt.
  alter table checkpoint add column if not exists generation integer not null default 0;
  -- Why its reader cannot go on, and since when.
  alter table checkpoint add column if not exists failure text;
  alter table checkpoint add column if not exists failing_since timestamptz;
  create table if not exists dead_letter (
    reader text not null,
    stream text not null,
    position bigint not null,
    place integer not null,
    type text not null,
    key text not null,
    reason text not null,
    failed_at timestamptz not null default now(),
    primary key (reader, stream, position, place)
  );
  -- What failed, to the byte: jsonb would refuse some of it.
  alter table dead_letter add column if not exists subject text;
  alter table dead_letter add column if not exists headers json;
  alter table dead_letter add column if not exists body bytea;
  do $$ begin
    if exists (select from pg_attribute where attrelid = 'dead_letter'::regclass and attname = 'data' and not attisdropped) then
      update dead_letter set subject = data ->> 'subject', headers = (data -> 'headers')::json, body = convert_to(data ->> 'body', 'UTF8')
        where reader = 'commands';
      -- What is about an event is read from its log anew.
      alter table dead_letter drop column data;
    end if;
  end $$;
  create index if not exists dead_letter_key on dead_letter (reader, stream, key, position, place);
  create table if not exists process (
    process text primary key,
    name text not null,
    key text not null,
    status text not null,
    waits_for jsonb not null,
    attempts integer not null,
    reason text,
    due_at timestamptz,
    started_at timestamptz not null,
    changed_at timestamptz not null,
    state jsonb not null
  );
  create index if not exists process_due on process (due_at) where due_at is not null;
  create table if not exists snapshot (
    aggregate text not null,
    key text not null,
    definition integer not null,
    state jsonb not null,
    version integer not null,
    position bigint not null,
    hash text not null,
    primary key (aggregate, key)
  );
  create table if not exists inbox (
    aggregate text not null,
    key text not null,
    command_id text not null,
    position bigint not null,
    primary key (aggregate, key, command_id)
  );
  -- What was asked: another command under the same id is refused.
  alter table inbox add column if not exists asked text;
  create table if not exists named_request (
    command_id text primary key,
    asked text not null,
    answer jsonb,
    asked_at timestamptz not null default now()
  );
  create index if not exists named_request_asked_at on named_request (asked_at);
  create table if not exists outbox (
    outbox_position bigint generated always as identity primary key,
    event_id uuid not null unique,
    subject text not null,
    headers jsonb not null,
    data jsonb not null,
    log_position bigint
  );
  -- What the personal data of an aggregate's events is sealed with; without a key, that is forgotten.
  create table if not exists personal_key (
    subject text primary key,
    key bytea,
    made_at timestamptz not null default now(),
    forgotten_at timestamptz
  );
  create index if not exists outbox_waiting on outbox (outbox_position) where log_position is null;
`;

/**
 * Brings the vertical's schema to what this release needs, forward only; without a folder just the platform's own tables.
 *
 * @remarks Files are `NNN.do.<name>.sql`. A file that ran and was edited since is an error (its checksum is kept).
 * Replicas that start together take turns.
 */
export async function migrate(database: Database, folder?: string): Promise<void> {
  const client = await database.connect();
  try {
    await client.query("select pg_advisory_lock(hashtextextended('migrate', 0))");
    await migratePlatform((query, values) => client.query(query, values));
    if (folder !== undefined) await migrateFrom(folder, (query) => client.query(query));
  } finally {
    await client.end();
  }
}

// Once for each text of them: even a statement that finds nothing to do locks its table against those who write.
async function migratePlatform(query: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>) {
  const digest = createHash('sha256').update(platformTables).digest('hex');
  await query('create table if not exists platform_migration (digest text primary key, ran_at timestamptz not null default now())');
  const { rows } = await query('select from platform_migration where digest = $1', [digest]);
  if (rows.length > 0) return;
  await query(platformTables);
  await query('insert into platform_migration (digest) values ($1)', [digest]);
}

async function migrateFrom(folder: string, execQuery: (query: string) => Promise<{ rows: any[] }>) {
  const postgrator = new Postgrator({ driver: 'pg', migrationPattern: path.join(folder, '*.sql'), schemaTable: 'migration', execQuery });
  await postgrator.migrate();
}
