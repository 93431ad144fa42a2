import { type Account, accountsFor, grantsFor, type NatsUser, type Needs, type StreamSizes } from '@jogakbo/provisioning';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { connect as dial } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Credentials } from '../credentials.ts';
import { Problem } from '../problem.ts';
import { appendedSince } from '../process/log-file.ts';
import type { ProcessSpec } from '../process/process-spec.ts';
import type { SupervisedProcess } from '../process/supervised-process.ts';
import type { Supervisor } from '../process/supervisor.ts';
import { freeMegabytes } from '../state.ts';
import { breakConnectionsOf } from './break-connections.ts';
import { natsConfiguration } from './configuration.ts';
import { natsAccess, type NatsAccess } from './connection.ts';
import type { NatsBinary } from './obtain.ts';

const MEGABYTE = 2 ** 20;
/** Shares of the store for one log and for the commands of one vertical: twelve verticals fit in. */
const LOG_SHARE = 1 / 16;
const COMMANDS_SHARE = 1 / 64;
/** Megabytes that are worth a start after the disk was full. */
const ROOM = 16;

/** Where the NATS server of this machine is found: it listens to this machine only. */
export const natsAddress = (port: number): string => `nats://127.0.0.1:${port}`;

/** The NATS server of this machine, under supervision. */
export class NatsServer {
  readonly #folder: string;
  readonly #port: number;
  readonly #credentials: Credentials;
  readonly #storeMegabytes: number;
  readonly #inShop: readonly NatsUser[] | undefined;
  #process: SupervisedProcess | undefined;
  /** The configuration that the running server is known to have; what lies on the disk may have been refused. */
  #confirmed: string | undefined;
  /** The accounts in it. */
  #known: ReadonlySet<string> = new Set();
  /** How much of its log has been looked through. */
  #heard: number | undefined;

  /** @param inShop Who is in the account that keeps the streams; whoever deploys unless told. */
  constructor(folder: string, port: number, credentials: Credentials, inShop?: readonly NatsUser[]) {
    this.#inShop = inShop;
    this.#folder = folder;
    this.#port = port;
    this.#credentials = credentials;
    mkdirSync(folder, { recursive: true });
    this.#storeMegabytes = storeIn(folder);
  }

  /** Starts the server with the shop's own users; verticals are let in later, by permit. */
  async start(supervisor: Supervisor, binary: NatsBinary, signal?: AbortSignal): Promise<void> {
    const accounts = this.#accountsFor([]);
    const wanted = this.#configure(accounts);
    this.#process = supervisor.add(this.#spec(binary));
    await this.#process.untilReady(30_000, 5, signal);
    this.#confirm(wanted, accounts);
  }

  /** Lets these verticals in and no others; a running server takes it up without losing a connection it still allows. */
  async permit(needs: readonly Needs[]): Promise<void> {
    const accounts = this.#accountsFor(needs);
    // The server forgets what an account takes of others when the account comes by a reload; at the next one it does not.
    const coming = accounts.map((account) => (this.#known.has(account.name) ? account : { ...account, imports: [] }));
    await this.#takeUp(coming);
    await this.#takeUp(accounts);
  }

  /** How large a stream of each kind may become: as chosen, and never more than its share of what the server may store. */
  sizes(chosen: StreamSizes): StreamSizes {
    const store = this.#storeMegabytes * MEGABYTE;
    return {
      log: Math.min(chosen.log, Math.floor(store * LOG_SHARE)),
      commands: Math.min(chosen.commands, Math.floor(store * COMMANDS_SHARE)),
    };
  }

  /** The most that JetStream may write, in bytes. */
  get limit(): number {
    return this.#storeMegabytes * 2 ** 20;
  }

  /** The folder with all that JetStream keeps. */
  get store(): string {
    return join(this.#folder, 'store');
  }

  /** Lets the server stand still while something is done: what lies in its store then is of one moment. Its clients wait. */
  async still<T>(work: () => Promise<T>): Promise<T> {
    this.#process?.pause();
    try {
      return await work();
    } finally {
      this.#process?.resume();
    }
  }

  access(user: string): NatsAccess {
    return natsAccess(this.#credentials, natsAddress(this.#port), user);
  }

  /** Breaks the connections of a process, as a network would; it may make them anew. */
  cut(instance: string): Promise<void> {
    return breakConnectionsOf(instance, this.access('system'));
  }

  #accountsFor(needs: readonly Needs[]): Account[] {
    return accountsFor(needs, grantsFor(needs), this.#inShop);
  }

  async #takeUp(accounts: readonly Account[]): Promise<void> {
    const wanted = this.#configure(accounts);
    if (wanted === this.#confirmed || !this.#process) return;
    const { log } = this.#process;
    const size = existsSync(log) ? statSync(log).size : 0;
    this.#process.reload();
    for (const deadline = Date.now() + 10_000; Date.now() < deadline; await delay(10)) {
      const said = appendedSince(log, size);
      // A server that was down reads the new file when it starts again.
      if (said.includes('Reloaded server configuration') || said.includes('Server is ready')) return this.#confirm(wanted, accounts);
      if (said.includes('Failed to reload')) break;
    }
    throw new Problem('The NATS server did not take up its new users', `read ${log} and ${this.#file}`);
  }

  #confirm(configuration: string, accounts: readonly Account[]): void {
    this.#confirmed = configuration;
    this.#known = new Set(accounts.map(({ name }) => name));
  }

  #configure(accounts: readonly Account[]): string {
    const wanted = natsConfiguration({
      ...{ port: this.#port, accounts },
      store: this.store,
      storeMegabytes: this.#storeMegabytes,
      loginsOf: (user) => this.#credentials.logins('nats', user),
      system: 'system',
    });
    writeFileSync(this.#file, wanted, { mode: 0o600 });
    return wanted;
  }

  /** A log that could not be written once, since the disk was full, is refused for ever, until the server is started again. */
  #isStuck(): boolean {
    const { log } = this.#process!;
    const { size } = statSync(log);
    const said = appendedSince(log, this.#heard ?? size);
    this.#heard = size;
    return said.includes('no space left on device') && freeMegabytes(this.#folder) >= ROOM;
  }

  get #file(): string {
    return join(this.#folder, 'nats.conf');
  }

  #spec(binary: NatsBinary): ProcessSpec {
    return {
      instance: 'nats',
      unit: 'nats',
      version: binary.version,
      level: 0,
      command: binary.path,
      args: ['-c', this.#file],
      prepare: async () => ({
        ...{ environment: {}, port: this.#port },
        isReady: () => greets(this.#port),
        isWell: async () => !this.#isStuck(),
      }),
    };
  }
}

/** Half of the disk's room, with what the server has of it already: so that it is the same at each start. */
function storeIn(folder: string): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const used = files.reduce(
    (sum, { parentPath, name }) => sum + (statSync(join(parentPath, name), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
  return Math.floor((freeMegabytes(folder) + used / MEGABYTE) / 2);
}

/** Whether a NATS server says hello on this port. */
function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = dial({ host: '127.0.0.1', port });
    const answer = (greeted: boolean) => {
      socket.destroy();
      resolve(greeted);
    };
    socket.once('data', (hello) => answer(hello.toString().startsWith('INFO ')));
    socket.once('error', () => answer(false));
    socket.setTimeout(1000, () => answer(false));
  });
}
