import { connect, type NatsConnection } from '@nats-io/transport-node';
import type { ServiceConfig } from '../config.ts';
import type { HealthServer } from '../telemetry/health-server.ts';
import { log } from '../telemetry/log.ts';

/**
 * Connects to NATS, now or as soon as it is there, and for as long as the process lives.
 *
 * @remarks A dead connection is noticed within seconds (pings every 2 s, two unanswered), not after the operating
 * system's minutes, and the process is not ready meanwhile. A refused publish shows only in the connection's status: it is
 * logged as an error.
 */
export async function connectToNats(config: ServiceConfig, health?: HealthServer): Promise<NatsConnection> {
  const connection = await connect({
    servers: config.NATS_URL.split(','),
    user: config.NATS_USER,
    pass: config.NATS_PASSWORD,
    name: config.INSTANCE,
    inboxPrefix: `_INBOX_${config.NATS_USER}`,
    timeout: 2000,
    pingInterval: 2000,
    maxPingOut: 2,
    noAsyncTraces: true,
    waitOnFirstConnect: true,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 150,
  });
  let wrong: string | undefined;
  health?.ready('nats', () => (connection.isClosed() ? 'closed' : wrong));
  void (async () => {
    for await (const status of connection.status()) {
      if (status.type === 'error') log.error({ err: status.error }, 'NATS refused something');
      else if (status.type === 'disconnect' || status.type === 'reconnect') log.warn(`NATS: ${status.type}`);
      if (status.type === 'disconnect') wrong = 'disconnected';
      else if (status.type === 'reconnect') wrong = undefined;
    }
  })();
  return connection;
}
