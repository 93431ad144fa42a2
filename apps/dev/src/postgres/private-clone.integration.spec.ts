import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queryAt } from '../fixture/query.ts';
import { type RunningServers, startServers } from '../start-servers.ts';
import { type State, stateIn } from '../state.ts';
import { removeElsewhere } from './places.ts';

// Only as root does PostgreSQL need another user, and only then can a private folder keep that user out.
describe.skipIf(process.getuid?.() !== 0)('in a clone that only root may enter', () => {
  let clone: string;
  let state: State;
  let servers: RunningServers;

  beforeAll(async () => {
    // mkdtemp makes it private, mode 700.
    clone = mkdtempSync(join(tmpdir(), 'private-'));
    state = stateIn(join(clone, '.jogakbo'));
    servers = await startServers(state.folder, ['alpha']);
  }, 60_000);
  afterAll(async () => {
    await servers.stop();
    removeElsewhere(state);
    rmSync(clone, { recursive: true, force: true });
  });

  const query = (sql: string) => queryAt(servers.databaseUrlOf('alpha'), sql);
  const elsewhere = () => (JSON.parse(readFileSync(state.elsewhere, 'utf8')) as { folder: string }).folder;

  it('PostgreSQL runs in a folder that its user can reach, and that folder is written down', () => {
    expect(servers.processes().find(({ instance }) => instance === 'postgres')?.state).toBe('ready');
    expect(readFileSync(join(elsewhere(), 'belongs-to'), 'utf8').trim()).toBe(state.folder);
  });

  it('finds its data there again', async () => {
    const before = elsewhere();
    await query("CREATE TABLE tractor AS SELECT 'Stilt' AS name");
    await servers.stop();
    servers = await startServers(state.folder, ['alpha']);
    expect(await query('SELECT name FROM tractor')).toEqual([{ name: 'Stilt' }]);
    expect(elsewhere()).toBe(before);
  }, 60_000);

  it('runs the binaries that are installed now, in the place of an earlier copy', async () => {
    const copies = () => readdirSync(elsewhere()).filter((name) => name.startsWith('binaries'));
    const [copy] = copies();
    await servers.stop();
    renameSync(join(elsewhere(), copy!), join(elsewhere(), 'binaries-17.0.0'));
    servers = await startServers(state.folder, ['alpha']);
    expect(copies()).toEqual([copy]);
    expect(copy).toMatch(/^binaries-18\./);
  }, 60_000);

  it('begins anew when the state folder was removed by hand, without leaving the old data about', async () => {
    const before = elsewhere();
    await servers.stop();
    rmSync(state.folder, { recursive: true });
    servers = await startServers(state.folder, ['alpha']);
    expect(elsewhere()).toBe(before);
    expect(await query("SELECT count(*)::int AS tables FROM pg_tables WHERE schemaname = 'alpha'")).toEqual([{ tables: 0 }]);
  }, 60_000);

  it('gives that folder back on a reset', async () => {
    const folder = elsewhere();
    await servers.stop();
    expect(removeElsewhere(state)).toBe(folder);
    expect(existsSync(folder)).toBe(false);
  });
});
