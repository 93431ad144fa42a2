import { ENDED_SESSIONS_BUCKET, LivePointer, RELEASES_BUCKET } from '@jogakbo/contract';
import { SESSION_SECONDS } from '@jogakbo/gateway/settings';
import { jetstream } from '@nats-io/jetstream';
import { type KV, Kvm } from '@nats-io/kv';
import { type NatsConnection, RequestError } from '@nats-io/transport-node';
import { setTimeout as delay } from 'node:timers/promises';
import { Problem } from '../problem.ts';
import { connectAs, type NatsAccess } from './connection.ts';

/** Which version of each unit answers: pages and requests follow these pointers at once. */
export class LivePointers {
  readonly #connection: NatsConnection;
  readonly #bucket: KV;

  private constructor(connection: NatsConnection, bucket: KV) {
    this.#connection = connection;
    this.#bucket = bucket;
  }

  /** Connects and makes sure that the bucket of pointers exists; a Problem says that NATS could not be reached in time. */
  static async open(access: NatsAccess, signal?: AbortSignal, patience = PATIENCE): Promise<LivePointers> {
    const connection = await reach(access, patience, signal);
    return new LivePointers(connection, await bucketOn(connection, patience, signal));
  }

  async get(unit: string): Promise<LivePointer | undefined> {
    const entry = await this.#bucket.get(unit);
    return entry?.operation === 'PUT' ? LivePointer.parse(entry.json()) : undefined;
  }

  /** Points a unit at a version, unless it points there already; answers whether it had to be moved. */
  async point(unit: string, version: string): Promise<boolean> {
    if ((await this.get(unit))?.version === version) return false;
    await this.#bucket.put(unit, JSON.stringify({ version, since: new Date().toISOString() } satisfies LivePointer));
    return true;
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }
}

const PATIENCE = 30_000;

async function reach(access: NatsAccess, patience: number, signal?: AbortSignal): Promise<NatsConnection> {
  for (const deadline = Date.now() + patience; ; await delay(200, undefined, { signal })) {
    signal?.throwIfAborted();
    try {
      return await connectAs(access);
    } catch (error) {
      if (Date.now() < deadline) continue;
      throw new Problem(`NATS does not let ${access.user} in at ${access.url}`, 'read the log of nats', { cause: error });
    }
  }
}

/** A server that has just started, or has just taken up other rights, has no JetStream for a moment. */
async function bucketOn(connection: NatsConnection, patience: number, signal?: AbortSignal): Promise<KV> {
  for (const deadline = Date.now() + patience; ; await delay(200, undefined, { signal })) {
    try {
      const buckets = new Kvm(jetstream(connection));
      // The gateway's, which may not make any: who has been signed out stays so for as long as a session would last.
      await buckets.create(ENDED_SESSIONS_BUCKET, { ttl: SESSION_SECONDS * 1000 });
      return await buckets.create(RELEASES_BUCKET, { history: 20 });
    } catch (error) {
      if (hasNoJetStream(error) && Date.now() < deadline) continue;
      await connection.close();
      throw error;
    }
  }
}

const hasNoJetStream = (error: unknown) => error instanceof Error && error.cause instanceof RequestError && error.cause.isNoResponders();
