import { canonicalJson } from '@jogakbo/contract';
import { DeployedReleases, LivePointer, pointers, pointerStream } from '@jogakbo/protocol';
import { type JetStreamManager, jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { NatsAccess } from './connection.ts';
import { onceThere, PATIENCE, reach } from './reach.ts';

/** Which version of each unit answers: pages and requests follow these pointers at once. */
export class LivePointers {
  #connection: NatsConnection;
  #manager: JetStreamManager;

  private constructor(connection: NatsConnection, manager: JetStreamManager) {
    this.#connection = connection;
    this.#manager = manager;
  }

  /** Connects to the bucket of pointers, which is provisioned; a Problem says that NATS could not be reached in time. */
  static async open(access: NatsAccess, signal?: AbortSignal, patience = PATIENCE): Promise<LivePointers> {
    const { connection, manager } = await connected(access, patience, signal);
    return new LivePointers(connection, manager);
  }

  async get(unit: string): Promise<LivePointer | undefined> {
    return LivePointer.optional().parse(await this.#newest(pointers.of(unit)));
  }

  /** The releases of a unit that are deployed. */
  async deployed(unit: string): Promise<DeployedReleases> {
    return DeployedReleases.parse((await this.#newest(pointers.deployed(unit))) ?? {});
  }

  /** Says which releases of a unit are deployed: what a process says is believed of these, and of no others. */
  async deploy(unit: string, releases: DeployedReleases): Promise<void> {
    if (canonicalJson(await this.deployed(unit)) === canonicalJson(releases)) return;
    await jetstream(this.#connection).publish(pointers.deployed(unit), JSON.stringify(DeployedReleases.parse(releases)));
  }

  /** Points a unit at a version, unless it points there already; answers whether it had to be moved. */
  async point(unit: string, version: string): Promise<boolean> {
    if ((await this.get(unit))?.version === version) return false;
    const pointer: LivePointer = { version, since: new Date().toISOString() };
    await jetstream(this.#connection).publish(pointers.of(unit), JSON.stringify(pointer));
    return true;
  }

  /** Goes on by another login: what is under way ends by the one before. */
  async moveTo(access: NatsAccess): Promise<void> {
    const before = this.#connection;
    const { connection, manager } = await connected(access, PATIENCE);
    this.#connection = connection;
    this.#manager = manager;
    await before.drain();
  }

  async #newest(subject: string): Promise<unknown> {
    const message = await this.#manager.direct.getMessage(pointerStream, { last_by_subj: subject });
    return message && message.data.length > 0 ? message.json() : undefined;
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }
}

async function connected(access: NatsAccess, patience: number, signal?: AbortSignal) {
  const connection = await reach(access, patience, signal);
  try {
    const manager = await jetstreamManager(connection, { checkAPI: false });
    await onceThere(() => manager.streams.info(pointerStream), patience, signal);
    return { connection, manager };
  } catch (error) {
    await connection.close();
    throw error;
  }
}
