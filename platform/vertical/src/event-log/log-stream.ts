import { isDeepStrictEqual } from 'node:util';
import type { NatsConnection } from '@nats-io/transport-node';
import { logPromises } from '@jogakbo/provisioning';
import type { JetStream } from '@jogakbo/runtime';

const MIN_SERVER = [2, 12] as const;

/**
 * Makes sure that a vertical's log, which is provisioned before its processes start, keeps what it promises.
 *
 * @remarks The server silently ignores what it does not know, so the version is checked, and the promises that are relied on are
 * compared with those that are kept.
 */
export async function assertLog({ connection, manager }: JetStream, vertical: string): Promise<void> {
  assertServer(connection);
  const { config } = await manager.streams.info(vertical);
  for (const [promise, wanted] of Object.entries(logPromises(vertical)))
    if (!isDeepStrictEqual(config[promise as keyof typeof config], wanted))
      throw new Error(`The log ${vertical} was made without ${promise}: its promises do not hold.`);
}

function assertServer({ info }: NatsConnection) {
  if (!info) throw new Error('NATS went away before the log was looked for.');
  const [major = 0, minor = 0] = info.version.split('.').map(Number);
  if (major < MIN_SERVER[0] || (major === MIN_SERVER[0] && minor < MIN_SERVER[1]))
    throw new Error(`NATS server ${info.version} is too old: ${MIN_SERVER.join('.')} or newer keeps what it acknowledges.`);
}
