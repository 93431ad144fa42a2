import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SecretName } from '../credentials.ts';
import { queryAt } from '../fixture/query.ts';
import { connectAs } from '../nats/connection.ts';
import { type RunningServers, startServers } from '../start-servers.ts';

const VERTICALS = ['alpha', 'beta'];
const NAMES: SecretName[] = ['nats:alpha', 'nats:dev', 'nats:system', 'postgres:alpha', 'postgres:postgres'];

let folder: string;
let servers: RunningServers;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'logins-'));
  // PostgreSQL's user must be able to enter, or its data would be kept elsewhere.
  chmodSync(folder, 0o755);
  servers = await startServers(folder, VERTICALS);
});
afterAll(async () => {
  await servers?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** How somebody logs in as things are now, with each way tried. */
const ways = () => {
  const nats = servers.natsFor('alpha');
  const database = servers.databaseUrlOf('alpha');
  const admin = Object.assign(new URL(database), { pathname: '/postgres' });
  const [{ name, password }] = servers.credentials.logins('postgres', 'postgres');
  Object.assign(admin, { username: name, password });
  return {
    nats: async () => (await connectAs(nats)).close(),
    database: () => queryAt(database, 'SELECT'),
    admin: () => queryAt(admin.href, 'SELECT'),
  };
};
const outcomes = async (tried: ReturnType<typeof ways>) =>
  Promise.all(
    Object.values(tried).map((way) =>
      way().then(
        () => 'in',
        (error: Error) => (/authorization|authentication failed|no pg_hba.conf entry/i.test(error.message) ? 'refused' : error.message),
      ),
    ),
  );
const IN = ['in', 'in', 'in'];
const REFUSED = ['refused', 'refused', 'refused'];

async function rotate(): Promise<void> {
  servers.credentials.prepare(NAMES);
  await servers.provide(VERTICALS);
  servers.credentials.give(NAMES);
  await servers.provide(VERTICALS);
}
async function end(): Promise<void> {
  servers.credentials.settle(NAMES, () => 0);
  servers.credentials.end(NAMES);
  await servers.provide(VERTICALS);
}

describe('logins that are rotated', () => {
  it('are both good, until the old one is ended; then it is refused, and who is in by it is put out', async () => {
    await queryAt(servers.databaseUrlOf('alpha'), 'CREATE TABLE made_before (one int)');
    const old = ways();
    const session = new pg.Client({ connectionString: servers.databaseUrlOf('alpha') });
    await session.connect();
    const isPutOut = new Promise<string>((resolve) => void session.on('error', ({ message }) => resolve(message)));

    await rotate();
    expect([await outcomes(old), await outcomes(ways())]).toEqual([IN, IN]);
    await end();
    expect([await outcomes(old), await outcomes(ways())]).toEqual([REFUSED, IN]);
    expect(await isPutOut).toContain('terminating connection');
  });

  it('act as the same role, however often: what one has made, the next one changes', async () => {
    for (const nth of [1, 2, 3]) {
      const url = servers.databaseUrlOf('alpha');
      await queryAt(url, `ALTER TABLE made_before ADD COLUMN column_${nth} int; CREATE TABLE made_${nth} (one int)`);
      expect(await queryAt(url, 'SELECT current_user::text AS who, current_schema::text AS place')).toEqual([
        { who: 'alpha', place: 'alpha' },
      ]);
      await rotate();
      await end();
    }
    const owners = 'SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = current_schema';
    expect(await queryAt(servers.databaseUrlOf('alpha'), owners)).toEqual([{ tableowner: 'alpha' }]);
  });

  it('reach no other database than before', async () => {
    const other = Object.assign(new URL(servers.databaseUrlOf('alpha')), { pathname: '/beta' });
    await expect(queryAt(other.href, 'SELECT')).rejects.toThrow('no pg_hba.conf entry');
    const postgres = Object.assign(new URL(servers.databaseUrlOf('alpha')), { pathname: '/postgres' });
    await expect(queryAt(postgres.href, 'SELECT')).rejects.toThrow('no pg_hba.conf entry');
  });

  it('are ended also of a vertical that runs no more', async () => {
    await servers.provide(['beta']);
    const old = ways();
    servers.credentials.prepare(['postgres:alpha']);
    servers.credentials.give(['postgres:alpha']);
    servers.credentials.settle(['postgres:alpha'], () => 0);
    servers.credentials.end();
    await servers.provide(['beta']);
    await expect(old.database()).rejects.toThrow('no pg_hba.conf entry');
    await expect(old.nats()).rejects.toThrow(/authorization/i);
    await servers.provide(VERTICALS);
  });

  it('are the same after a start in the middle of a rotation', async () => {
    const old = ways();
    await rotate();
    await servers.stop();
    servers = await startServers(folder, VERTICALS, portsOf(servers));
    expect([await outcomes(old), await outcomes(ways())]).toEqual([IN, IN]);
    await end();
    expect([await outcomes(old), await outcomes(ways())]).toEqual([REFUSED, IN]);
  });
});

/** The ports that servers had, for those that come after them. */
const portsOf = ({ natsFor, databaseUrlOf }: RunningServers) => ({
  natsPort: Number(new URL(natsFor('dev').url).port),
  postgresPort: Number(new URL(databaseUrlOf('alpha')).port),
});
