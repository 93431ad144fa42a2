import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const NAME = '@event-driven-io/emmett-postgresql';
const VERSION = '0.42.0';
/** More connections than its pool has by itself, which would hold it up. */
const CONNECTIONS = 32;

/** A store of events that others use: Emmett on PostgreSQL. */
export interface Peer {
  readonly append: (stream: string, event: object, expected: number) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

interface EventStore {
  readonly appendToStream: (stream: string, events: object[], options: { expectedStreamVersion: bigint | string }) => Promise<unknown>;
  readonly schema: { readonly migrate: () => Promise<unknown> };
  readonly close: () => Promise<void>;
}

/** Installs the peer into a folder of the benchmark's own, unless it is there: the project does not depend on it. */
export function installPeer(state: string): string {
  const folder = path.join(state, 'peer');
  if (!existsSync(path.join(folder, 'node_modules', NAME, 'package.json'))) {
    mkdirSync(folder, { recursive: true });
    execFileSync('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts', `${NAME}@${VERSION}`]);
  }
  return folder;
}

/** Opens the peer on a database, with its tables. */
export async function openPeer(folder: string, databaseUrl: string): Promise<Peer> {
  const load = createRequire(path.join(folder, 'package.json'));
  const { getPostgreSQLEventStore } = load(NAME) as { getPostgreSQLEventStore: (url: string, options: object) => EventStore };
  const { Pool } = load('pg') as { Pool: new (options: object) => { end: () => Promise<void> } };
  const pool = new Pool({ connectionString: databaseUrl, max: CONNECTIONS });
  const store = getPostgreSQLEventStore(databaseUrl, { connectionOptions: { pooled: true, pool }, schema: { autoMigration: 'None' } });
  await store.schema.migrate();
  return {
    append: (stream, event, expected) =>
      store.appendToStream(stream, [event], { expectedStreamVersion: expected === 0 ? 'STREAM_DOES_NOT_EXIST' : BigInt(expected) }),
    close: async () => {
      await store.close();
      await pool.end();
    },
  };
}

/** A database's address for sessions that are told of a commit before the disk has it. */
export function notSynced(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.searchParams.set('options', '-c synchronous_commit=off');
  return url.href;
}
