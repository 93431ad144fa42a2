import { jetstream, jetstreamManager, type JetStreamClient, type JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { JETSTREAM_API } from '@jogakbo/protocol';

/** The JetStream that keeps the shop's streams, as a process is granted it. */
export interface JetStream {
  readonly connection: NatsConnection;
  readonly jetstream: JetStreamClient;
  readonly manager: JetStreamManager;
}

/** JetStream over a connection; nothing is asked yet. */
export async function jetStreamOn(connection: NatsConnection): Promise<JetStream> {
  const options = { apiPrefix: JETSTREAM_API };
  return {
    connection,
    jetstream: jetstream(connection, options),
    manager: await jetstreamManager(connection, { ...options, checkAPI: false }),
  };
}
