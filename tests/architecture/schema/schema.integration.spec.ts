import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServers, startServers } from '@jogakbo/dev';
import { Database, migrate } from '@jogakbo/service';
import { root } from '../contracts.ts';
import { schemaText } from './schema-text.ts';

const verticals = globSync('verticals/*/backend/migrations', { cwd: root })
  .sort()
  .map((folder) => ({ name: folder.split(path.sep)[1]!, migrations: path.join(root, folder) }));
let folder: string;
let servers: RunningServers;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'schema-'));
  servers = await startServers(folder, ['platform', ...verticals.map(({ name }) => name)]);
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
    await expect(await migrated('platform')).toMatchFileSnapshot(path.join(root, 'platform/service/schema.sql'));
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
