import type { NatsConnection } from '@nats-io/transport-node';
import { connectToNats, ServiceConfig } from '@jogakbo/runtime';
import type { TestServers } from '@jogakbo/testing/verticals';

/** A connection to NATS as one of its users, as a process of its own has it. */
export function connectAs(user: string, servers: Pick<TestServers, 'natsFor'>): Promise<NatsConnection> {
  const { url, user: name, password } = servers.natsFor(user);
  const access = { NATS_URL: url, NATS_USER: name, NATS_PASSWORD: password };
  return connectToNats(ServiceConfig.parse({ ...access, HEALTH_PORT: 0, INSTANCE: `${user}-outside`, RELEASE_DIR: '.' }));
}
