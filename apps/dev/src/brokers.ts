import { accountsFor, deployer, grantsFor, streamsFor } from '@jogakbo/provisioning';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Credentials } from './credentials.ts';
import { type NatsCluster, natsConfiguration } from './nats/configuration.ts';
import { natsAccess, type NatsAccess } from './nats/connection.ts';
import { natsAddress } from './nats/nats-server.ts';
import { type NatsBinary, obtainNats } from './nats/obtain.ts';
import { provideStreams } from './nats/reach.ts';
import { freePort } from './process/ports.ts';
import type { ProcessSpec } from './process/process-spec.ts';
import { endLeftovers } from './process/record.ts';
import { Supervisor } from './process/supervisor.ts';
import { silent } from './progress.ts';
import { DEFAULT_SIZES } from './servers.ts';
import { administrator, needsOf, type Wanted } from './start-servers.ts';
import { freeMegabytes, prepareState, type State } from './state.ts';

/** What may be chosen about brokers. */
export interface BrokerChoices {
  /** How many; three unless told. */
  readonly count?: number;
  /** When they sync what they acknowledged; before they do unless told. */
  readonly syncInterval?: string;
  readonly natsServer?: string | undefined;
}

interface Place extends NatsCluster {
  /** Where clients connect. */
  readonly clients: number;
}

const STARTING = 60_000;

/** NATS servers that keep their logs together, for tests that need to break one of several. */
export class Brokers {
  readonly #state: State;
  readonly #supervisor: Supervisor;
  readonly #credentials: Credentials;
  readonly #places: Place[];

  private constructor(state: State, places: Place[]) {
    this.#state = state;
    this.#supervisor = new Supervisor(state, silent);
    this.#credentials = new Credentials(state.credentials);
    this.#places = places;
  }

  /** Starts them in a state folder, with a user for each of these verticals; all are stopped when one doesn't start. */
  static async start(folder: string, verticals: Wanted[], choices: BrokerChoices = {}): Promise<Brokers> {
    const state = prepareState(folder);
    await endLeftovers(state.run);
    const binary = await obtainNats({ chosen: choices.natsServer });
    const brokers = new Brokers(state, await placesFor(choices.count ?? 3));
    try {
      for (const place of brokers.#places)
        brokers.#supervisor.add(specOf(place, binary, brokers.#configure(place, verticals, choices.syncInterval)));
      await Promise.all(brokers.names.map((name) => brokers.#ready(name)));
      const streams = streamsFor(verticals.map(needsOf), { ...DEFAULT_SIZES, replicas: brokers.names.length });
      await provideStreams(brokers.natsFor(deployer.name), streams);
    } catch (error) {
      await brokers.#supervisor.forceAll();
      throw error;
    }
    return brokers;
  }

  get names(): string[] {
    return this.#places.map(({ name }) => name);
  }

  /** How a process connects: to whichever of them is there. */
  natsFor(user: string): NatsAccess {
    return natsAccess(this.#credentials, this.#places.map(({ clients }) => natsAddress(clients)).join(), user);
  }

  /** Kills one as a crash would; it stays away until it is started. */
  async kill(name: string): Promise<void> {
    await this.#supervisor.find(name).force();
  }

  /** Starts one, and waits until it has what the others have. */
  async start(name: string): Promise<void> {
    this.#supervisor.find(name).start();
    await this.#ready(name);
  }

  async stop(): Promise<void> {
    await this.#supervisor.stopAll();
  }

  #ready(name: string): Promise<void> {
    return this.#supervisor.find(name).untilReady(STARTING, 5);
  }

  #configure(place: Place, verticals: Wanted[], syncInterval?: string): string {
    const needs = verticals.map(needsOf);
    const folder = join(this.#state.nats, place.name);
    mkdirSync(folder, { recursive: true });
    const configuration = natsConfiguration({
      port: place.clients,
      store: join(folder, 'store'),
      storeMegabytes: Math.floor(freeMegabytes(folder) / 2 / this.#places.length),
      accounts: accountsFor(needs, grantsFor(needs), [deployer, administrator]),
      loginsOf: (user) => this.#credentials.logins('nats', user),
      syncInterval,
      cluster: place,
    });
    const file = join(folder, 'nats.conf');
    writeFileSync(file, configuration, { mode: 0o600 });
    return file;
  }
}

async function placesFor(count: number): Promise<Place[]> {
  const ports = await Promise.all(Array.from({ length: count * 3 }, freePort));
  const [own, clients, health] = [ports.slice(0, count), ports.slice(count, 2 * count), ports.slice(2 * count)];
  return own.map((port, index) => ({
    name: `nats-${index + 1}`,
    port,
    routes: own.filter((each) => each !== port),
    clients: clients[index]!,
    healthPort: health[index]!,
  }));
}

function specOf({ name, clients, healthPort }: Place, { path, version }: NatsBinary, file: string): ProcessSpec {
  // A server is well when it has caught up with the others.
  const isReady = async () => (await fetch(`http://127.0.0.1:${healthPort}/healthz`)).ok;
  const prepare = async () => ({ environment: {}, port: clients, isReady });
  return { instance: name, unit: 'nats', version, level: 0, command: path, args: ['-c', file], prepare };
}
