import { DiscardPolicy, jetstreamManager, RetentionPolicy, StorageType, type JetStreamManager } from '@nats-io/jetstream';
import { isDeepStrictEqual } from 'node:util';
import type { NatsConnection } from '@nats-io/transport-node';
import { subjects } from '@jogakbo/contract';

const MIN_SERVER = [2, 12] as const;

/**
 * Creates the vertical's log if it keeps one and it is not there yet: a JetStream stream that forgets nothing.
 *
 * @remarks Nothing can be deleted or purged from it, and a full log refuses what is new instead of dropping what is old.
 * The server silently ignores what it does not know, so the version is checked, and the promises that were
 * asked are compared with those that are kept.
 */
export async function ensureLog(connection: NatsConnection, vertical: string, keepsLog: boolean, replicas = 1): Promise<JetStreamManager> {
  assertServer(connection);
  const manager = await jetstreamManager(connection, { checkAPI: false });
  if (!keepsLog) return manager;
  const wanted = {
    name: vertical,
    subjects: [subjects.logOf(vertical)],
    retention: RetentionPolicy.Limits,
    storage: StorageType.File,
    discard: DiscardPolicy.New,
    deny_delete: true,
    deny_purge: true,
    allow_direct: true,
    num_replicas: replicas,
    duplicate_window: 120_000_000_000,
  };
  const existing = await manager.streams.info(vertical).catch(() => undefined);
  const { config } = existing ?? (await manager.streams.add(wanted));
  for (const promise of ['subjects', 'retention', 'storage', 'discard', 'deny_delete', 'deny_purge', 'allow_direct'] as const)
    if (!isDeepStrictEqual(config[promise], wanted[promise]))
      throw new Error(`The log ${vertical} was made without ${promise}: its promises do not hold.`);
  return manager;
}

function assertServer({ info }: NatsConnection) {
  if (!info) throw new Error('NATS went away before the log was looked for.');
  const [major = 0, minor = 0] = info.version.split('.').map(Number);
  if (major < MIN_SERVER[0] || (major === MIN_SERVER[0] && minor < MIN_SERVER[1]))
    throw new Error(`NATS server ${info.version} is too old: ${MIN_SERVER.join('.')} or newer keeps what it acknowledges.`);
}
