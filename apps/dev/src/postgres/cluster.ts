import { execFile } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import type { Login } from '../credentials.ts';
import { Problem } from '../problem.ts';
import { commandOf } from '../process/identity.ts';
import type { ProcessSpec } from '../process/process-spec.ts';
import type { State } from '../state.ts';
import { packagedBinaries } from './binaries.ts';
import { choosePlaces, type Places, versionOf } from './places.ts';
import { postgresUser, type RunAs } from './run-as.ts';

const ADMIN = 'postgres';

// A login reaches only the database of the role that it acts as; nothing else is let in, whatever rights it may have been given.
const ACCESS = `host all +${ADMIN} 127.0.0.1/32 scram-sha-256\nhost samerole all 127.0.0.1/32 scram-sha-256\n`;

/** The embedded PostgreSQL of this machine: makes its data folder once and says how to run it. */
export class Cluster {
  readonly #port: number;
  readonly #login: () => Login;
  readonly #places: Places;
  readonly #user: RunAs | undefined;

  /** @param login How its superuser logs in now. */
  constructor(state: State, port: number, login: () => Login) {
    this.#port = port;
    this.#login = login;
    this.#user = postgresUser(join(state.postgres, 'data'));
    this.#places = choosePlaces(state, packagedBinaries(), this.#user);
  }

  /** The connection string of its superuser. */
  get adminUrl(): string {
    const { name, password } = this.#login();
    return `postgres://${name}:${password}@127.0.0.1:${this.#port}/postgres`;
  }

  /** Makes the data folder, unless it exists; answers whether it had to. */
  async initialise(signal?: AbortSignal): Promise<boolean> {
    const made = !existsSync(this.data);
    if (made) await this.#makeData(signal);
    this.#write('pg_hba.conf', ACCESS);
    return made;
  }

  spec(): ProcessSpec {
    const settings = {
      port: this.#port,
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      hba_file: join(this.#places.home, 'pg_hba.conf'),
      max_connections: 100,
      shared_buffers: '64MB',
      max_wal_size: '512MB',
      jit: 'off',
      // After a crash each of some three thousand files is synced before anybody is let in; Linux can do it for the disk at once.
      ...(process.platform === 'linux' && { recovery_init_sync_method: 'syncfs' }),
    };
    return {
      instance: 'postgres',
      unit: 'postgres',
      version: '18',
      level: 0,
      command: this.#binary('postgres'),
      folder: this.#places.home,
      args: ['-D', this.data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      // Its own names for stopping: SIGINT ends sessions and writes all down, SIGQUIT leaves that to the next start.
      runAs: this.#user,
      stopSignal: 'SIGINT',
      killSignal: 'SIGQUIT',
      prepare: async () => {
        this.#clearStaleLock();
        return { environment, port: this.#port, isReady: () => answers(this.adminUrl) };
      },
    };
  }

  async #makeData(signal?: AbortSignal): Promise<void> {
    const fresh = `${this.data}.new`;
    rmSync(fresh, { recursive: true, force: true });
    const password = this.#write('password', this.#login().password);
    const kinds = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--auth=scram-sha-256'];
    const args = [`--pgdata=${fresh}`, `--username=${ADMIN}`, `--pwfile=${password}`, ...kinds];
    try {
      await promisify(execFile)(this.#binary('initdb'), args, { cwd: this.#places.home, env: environment, signal, ...this.#user });
    } catch (error) {
      signal?.throwIfAborted();
      const said = String((error as { stderr?: string }).stderr || error).trim();
      throw new Problem(
        `PostgreSQL can't make its data folder ${this.data}:\n    ${said.replaceAll('\n', '\n    ')}`,
        'mend what it says, or let POSTGRES_URL name a server that runs already',
        { cause: error },
      );
    } finally {
      rmSync(password, { force: true });
    }
    // Only a complete folder gets the name: a start that was broken off begins anew.
    renameSync(fresh, this.data);
  }

  // A killed server leaves its lock; its number may belong to somebody else by now, and then PostgreSQL won't start.
  #clearStaleLock(): void {
    const lock = join(this.data, 'postmaster.pid');
    if (!existsSync(lock)) return;
    const holder = Number(readFileSync(lock, 'utf8').split('\n')[0]);
    if (!commandOf(holder).includes(this.data)) rmSync(lock, { force: true });
  }

  #write(name: string, text: string): string {
    const file = join(this.#places.home, name);
    writeFileSync(file, text, { mode: 0o600 });
    if (this.#user) chownSync(file, this.#user.uid, this.#user.gid);
    return file;
  }

  #binary(name: string): string {
    return join(this.#places.binaries, 'bin', name);
  }

  /** The folder with all databases. */
  get data(): string {
    return join(this.#places.home, 'data');
  }
}

/** The version of PostgreSQL's files that the binaries at hand understand. */
export const packagedVersion = (): string => versionOf(packagedBinaries()).split('.')[0]!;

/** Gives a state folder the databases that another server has left, whole or not at all. */
export function placeData(state: State, from: string): void {
  const user = postgresUser(join(state.postgres, 'data'));
  const data = join(choosePlaces(state, packagedBinaries(), user).home, 'data');
  const fresh = `${data}.new`;
  rmSync(fresh, { recursive: true, force: true });
  cpSync(from, fresh, { recursive: true });
  chmodSync(fresh, 0o700);
  if (user) giveTo(user, fresh);
  renameSync(fresh, data);
}

function giveTo({ uid, gid }: RunAs, folder: string): void {
  chownSync(folder, uid, gid);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    chownSync(join(entry.parentPath, entry.name), uid, gid);
}

const environment = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** Whether a PostgreSQL server answers at this address. */
export async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } finally {
    await client.end().catch(() => {});
  }
}
