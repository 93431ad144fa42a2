import { inboxOf } from '@jogakbo/provisioning';
import { connect, type NatsConnection } from '@nats-io/transport-node';

/** How a process connects to NATS. */
export interface NatsAccess {
  url: string;
  user: string;
  password: string;
}

/** Connects to NATS as one of its users; a connection that was there once is made again for ever. */
export const connectAs = ({ url, user, password }: NatsAccess): Promise<NatsConnection> =>
  connect({
    servers: url.split(','),
    user,
    pass: password,
    name: user,
    inboxPrefix: inboxOf(user),
    timeout: 2000,
    pingInterval: 5000,
    maxPingOut: 2,
    reconnectTimeWait: 200,
    maxReconnectAttempts: -1,
  });
