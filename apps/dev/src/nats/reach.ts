import { provision, type ProvidedStream } from '@jogakbo/provisioning';
import { JetStreamApiError, jetstreamManager } from '@nats-io/jetstream';
import { type NatsConnection, RequestError } from '@nats-io/transport-node';
import { setTimeout as delay } from 'node:timers/promises';
import { Problem } from '../problem.ts';
import { connectAs, type NatsAccess } from './connection.ts';

/** Milliseconds that a server gets to let somebody in. */
export const PATIENCE = 30_000;
const NO_STORAGE = 10_047;

/** Connects as soon as the server lets this user in; a Problem says that it did not in time. */
export async function reach(access: NatsAccess, patience: number, signal?: AbortSignal): Promise<NatsConnection> {
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

/** Asks JetStream until it is there: a server that has just started, or has just taken up other rights, has none for a moment. */
export async function onceThere<T>(ask: () => Promise<T>, patience: number, signal?: AbortSignal): Promise<T> {
  for (const deadline = Date.now() + patience; ; await delay(200, undefined, { signal })) {
    try {
      return await ask();
    } catch (error) {
      if (!hasNoJetStream(error) || Date.now() >= deadline) throw error;
    }
  }
}

/** Makes these streams and their consumers, or brings those that there are to what is wanted. */
export async function provideStreams(access: NatsAccess, streams: readonly ProvidedStream[]): Promise<void> {
  const connection = await reach(access, PATIENCE);
  try {
    const manager = await jetstreamManager(connection, { checkAPI: false, timeout: 10_000 });
    await onceThere(() => provision(manager, streams), PATIENCE);
  } catch (error) {
    if (!(error instanceof JetStreamApiError && error.code === NO_STORAGE)) throw error;
    throw new Problem('NATS has no room for the streams of all verticals', 'free some space on the disk, or set a smaller LOG_MB', {
      cause: error,
    });
  } finally {
    await connection.close();
  }
}

const hasNoJetStream = (error: unknown) => error instanceof Error && error.cause instanceof RequestError && error.cause.isNoResponders();
