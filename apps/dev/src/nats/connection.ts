import { inboxOf } from '@jogakbo/provisioning';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import type { Credentials } from '../credentials.ts';

/** How a process connects to NATS. */
export interface NatsAccess {
  url: string;
  /** The name by which it logs in; another one whenever its password is rotated. */
  user: string;
  password: string;
  /** Who it is, where that is not the name by which it logs in. */
  name?: string;
}

/** How somebody connects by what is given out. */
export function natsAccess(credentials: Credentials, url: string, name: string): NatsAccess {
  const [{ name: user, password }] = credentials.logins('nats', name);
  return { url, user, password, name };
}

/** Connects to NATS as one of its users; a connection that was there once is made again for ever. */
export const connectAs = ({ url, user, password, name = user }: NatsAccess): Promise<NatsConnection> =>
  connect({
    servers: url.split(','),
    user,
    pass: password,
    name,
    inboxPrefix: inboxOf(name),
    timeout: 2000,
    pingInterval: 5000,
    maxPingOut: 2,
    reconnectTimeWait: 200,
    maxReconnectAttempts: -1,
  });
