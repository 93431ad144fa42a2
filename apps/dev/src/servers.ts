import { deployer, type NatsUser, type Needs, streamsFor, type StreamSizes } from '@jogakbo/provisioning';
import type { Credentials } from './credentials.ts';
import type { NatsAccess } from './nats/connection.ts';
import { NatsServer } from './nats/nats-server.ts';
import { obtainNats } from './nats/obtain.ts';
import { type BackupOutcome, backUp } from './backup/backup.ts';
import { provideStreams } from './nats/reach.ts';
import { answers, Cluster } from './postgres/cluster.ts';
import { Databases } from './postgres/databases.ts';
import { Problem, reasonOf } from './problem.ts';
import { freePort } from './process/ports.ts';
import type { Supervisor } from './process/supervisor.ts';
import { type Room, roomInNats, roomOnDisk } from './room/room.ts';
import type { Progress } from './progress.ts';
import type { State } from './state.ts';

/** What the servers of a state folder are started with; a port of 0 means any free one. */
export interface ServerChoices {
  natsPort: number;
  postgresPort: number;
  natsServer?: string | undefined;
  postgresUrl?: string | undefined;
  /** The most bytes that a stream of each kind may have; some unless told. */
  sizes?: StreamSizes | undefined;
  /** Who else, in tests, is in the account that keeps the streams. */
  alsoInShop?: readonly NatsUser[] | undefined;
}

/** What a stream of each kind may have where nothing else is chosen. */
export const DEFAULT_SIZES: StreamSizes = { log: 1024 * 2 ** 20, commands: 64 * 2 ** 20 };

/** Where the servers are started. */
export interface Ground {
  state: State;
  supervisor: Supervisor;
  credentials: Credentials;
  progress: Progress;
  signal?: AbortSignal | undefined;
}

/** The two servers that everything else needs: NATS and PostgreSQL. */
export class Servers {
  readonly #state: State;
  readonly #credentials: Credentials;
  readonly #nats: NatsServer;
  readonly #databases: Databases;
  /** Where it is ours. */
  readonly #cluster: Cluster | undefined;
  /** What nothing else may go on beside, if anything does. */
  #busyWith: string | undefined;
  readonly #sizes: StreamSizes;

  private constructor({ state, credentials }: Ground, nats: NatsServer, { databases, cluster }: Postgres, sizes: StreamSizes) {
    this.#state = state;
    this.#credentials = credentials;
    this.#sizes = sizes;
    this.#nats = nats;
    this.#databases = databases;
    this.#cluster = cluster;
  }

  /** Obtains and starts both, side by side. */
  static async start(ground: Ground, choices: ServerChoices): Promise<Servers> {
    const started = await Promise.allSettled([startNats(ground, choices), startPostgres(ground, choices)]);
    const [nats, postgres] = started;
    if (nats.status === 'rejected') throw nats.reason;
    if (postgres.status === 'rejected') throw postgres.reason;
    const servers = new Servers(ground, nats.value, postgres.value, nats.value.sizes(choices.sizes ?? DEFAULT_SIZES));
    // The bucket of live pointers is nobody's in particular: it is there before the first vertical.
    await servers.#provideStreams([]);
    return servers;
  }

  /** Gives these verticals their databases, streams and NATS users, and takes the NATS users of all others away. */
  async provide(needs: readonly Needs[]): Promise<void> {
    const verticals = needs.map(({ vertical }) => vertical);
    await Promise.all([this.#databases.provide(verticals, this.#othersThan(verticals)), this.#provideNats(needs)]);
  }

  /** The verticals that have a database and do not run: their logins are rotated with all others. */
  #othersThan(verticals: readonly string[]): string[] {
    const known = this.#credentials.names.flatMap((name) => /^postgres:(?!postgres$)(.*)$/.exec(name)?.[1] ?? []);
    return known.filter((vertical) => !verticals.includes(vertical));
  }

  async #provideNats(needs: readonly Needs[]): Promise<void> {
    await this.#nats.permit(needs);
    await this.#provideStreams(needs);
  }

  #provideStreams(needs: readonly Needs[]): Promise<void> {
    return provideStreams(this.natsFor(deployer.name), streamsFor(needs, { ...this.#sizes, replicas: 1 }));
  }

  /** Breaks all connections of a process to both, as a network would; it may make them anew. */
  async cut(instance: string): Promise<void> {
    await Promise.all([this.#nats.cut(instance), this.#databases.cut(instance)]);
  }

  /** Copies logs, databases and keys into a folder, as they are at one moment. */
  async backUp(folder: string, progress: Progress): Promise<BackupOutcome> {
    if (!this.#cluster)
      throw new Problem(
        'The databases are on a server that the shop does not administer (POSTGRES_URL)',
        'back that server up with its own tools; the shop can back up only databases that are on its own',
      );
    const source = { state: this.#state, nats: this.#nats, cluster: this.#cluster };
    return this.alone('The shop is being backed up already', () => backUp(source, folder, progress));
  }

  /** Does what nothing else of this kind may go on beside: a backup has keys and the databases that they open as of one moment. */
  async alone<T>(what: string, work: () => Promise<T>): Promise<T> {
    if (this.#busyWith !== undefined) throw new Problem(this.#busyWith, 'wait until that has ended');
    this.#busyWith = what;
    try {
      return await work();
    } finally {
      this.#busyWith = undefined;
    }
  }

  /** How full is what can become full: the disk, what NATS keeps, and each of its streams that has a bound. */
  async room(): Promise<Room[]> {
    return [roomOnDisk(this.#state.folder), ...(await roomInNats(this.natsFor('dev'), this.#nats.limit))];
  }

  /** How a process connects to NATS. */
  natsFor(user: string): NatsAccess {
    return this.#nats.access(user);
  }

  /** The connection string of a vertical's own database. */
  databaseUrlOf(vertical: string): string {
    return this.#databases.urlOf(vertical);
  }
}

async function startNats({ state, supervisor, credentials, progress, signal }: Ground, choices: ServerChoices): Promise<NatsServer> {
  const binary = await progress.step('NATS server', async (note) => {
    const found = await obtainNats({ chosen: choices.natsServer, note, signal });
    note(`${found.version}, ${found.origin}`);
    return found;
  });
  const server = new NatsServer(state.nats, choices.natsPort || (await freePort()), credentials, [deployer, ...(choices.alsoInShop ?? [])]);
  await server.start(supervisor, binary, signal);
  return server;
}

interface Postgres {
  readonly databases: Databases;
  readonly cluster?: Cluster;
}

async function startPostgres({ state, supervisor, credentials, progress, signal }: Ground, choices: ServerChoices): Promise<Postgres> {
  const loginsOf = (role: string) => credentials.logins('postgres', role);
  if (choices.postgresUrl) {
    await requireServer(choices.postgresUrl);
    return { databases: new Databases({ adminUrl: () => choices.postgresUrl!, loginsOf, isOurs: false }) };
  }
  const cluster = new Cluster(state, choices.postgresPort || (await freePort()), () => loginsOf('postgres')[0]);
  await progress.step('PostgreSQL', async (note) => {
    if (await cluster.initialise(signal)) note('new data folder');
    await supervisor.add(cluster.spec()).untilReady(60_000, 8, signal);
  });
  return { databases: new Databases({ adminUrl: () => cluster.adminUrl, loginsOf, isOurs: true }), cluster };
}

async function requireServer(url: string): Promise<void> {
  try {
    await answers(url);
  } catch (error) {
    throw new Problem(
      `POSTGRES_URL: the server can't be used: ${reasonOf(error)}`,
      'start it, correct the address, or leave POSTGRES_URL out to have an embedded one',
    );
  }
}
