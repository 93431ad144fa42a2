import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServers, startServers } from '@jogakbo/dev';
import { Database } from '@jogakbo/vertical';
import { migrate } from '@jogakbo/vertical/testing';
import { root } from '../contracts.ts';
import { schemaText } from './schema-text.ts';

const verticals = globSync('verticals/*/backend/migrations', { cwd: root })
  .sort()
  .map((folder) => ({ name: folder.split(path.sep)[1]!, migrations: path.join(root, folder) }));
let folder: string;
let servers: RunningServers;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'schema-'));
  servers = await startServers(folder, ['platform', 'former', ...verticals.map(({ name }) => name)]);
});
afterAll(async () => {
  await servers?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The tables that the platform brings to each vertical stand in a schema of their own. */
async function platformTables(database: Database): Promise<string[]> {
  await migrate(database);
  const rows = await database.query<{ name: string }>('select tablename as name from pg_tables where schemaname = current_schema()');
  return rows.map(({ name }) => name);
}

async function migrated(name: string, migrations?: string): Promise<string> {
  const database = new Database(servers.databaseUrlOf(name), 'schema');
  try {
    const without = await platformTables(database);
    if (!migrations) return await schemaText(database, { of: 'the platform' });
    await migrate(database, migrations);
    return await schemaText(database, { of: name, without: [...without, 'migration'] });
  } finally {
    await database.close();
  }
}

describe('schema.sql is what the migrations make (else: npm run schema)', () => {
  it('for what the platform brings to each vertical', async () => {
    await expect(await migrated('platform')).toMatchFileSnapshot(path.join(root, 'platform/vertical/schema.sql'));
  });

  it.each(verticals)('for $name', async ({ name, migrations }) => {
    await expect(await migrated(name, migrations)).toMatchFileSnapshot(path.join(migrations, '../schema.sql'));
  });
});

it('a replica that starts where all has been migrated waits for none who write', async () => {
  const database = new Database(servers.databaseUrlOf('platform'), 'schema');
  try {
    await migrate(database);
    await database.transaction(async (transaction) => {
      await transaction.query('lock table outbox, checkpoint, process, dead_letter in row exclusive mode');
      await migrate(database);
    });
  } finally {
    await database.close();
  }
});

it('a command that was written down as jsonb is kept by its bytes, and what stands in a log is not kept twice', async () => {
  const database = new Database(servers.databaseUrlOf('former'), 'schema');
  const place = ['stream text not null', 'position bigint not null', 'place integer not null'].join(', ');
  const said = ['type text not null', 'key text not null', 'reason text not null', 'data jsonb'].join(', ');
  try {
    await database.query(
      `create table dead_letter (reader text not null, ${place}, ${said}, failed_at timestamptz not null default now(),
       primary key (reader, stream, position, place))`,
    );
    const command = { subject: 'command.former.Do', headers: { 'ce-type': 'Do' }, body: '{"what":"Zoë"}' };
    await database.query(
      `insert into dead_letter (reader, stream, position, place, type, key, reason, data) values
       ('commands', 'COMMANDS-former', 1, 0, 'Do', '1', 'no', $1), ('view', 'former', 2, 0, 'Done', 'k', 'no', '{"what": 1}')`,
      [JSON.stringify(command)],
    );
    await migrate(database);
    const rows = await database.query<{ body: Buffer | null }>('select subject, headers, body from dead_letter order by position');
    expect(rows.map((row) => ({ ...row, body: row.body?.toString() }))).toEqual([
      command,
      { subject: null, headers: null, body: undefined },
    ]);
  } finally {
    await database.close();
  }
});
