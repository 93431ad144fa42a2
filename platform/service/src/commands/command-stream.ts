import { AckPolicy, DiscardPolicy, RetentionPolicy, StorageType, type JetStreamManager } from '@nats-io/jetstream';
import { commandStream, consumers, subjects } from '@jogakbo/contract';

const MILLISECONDS = 1_000_000;
/** Milliseconds after which a command that nobody says to be working on is given to somebody else. */
const PATIENCE = 3000;
const UNDER_WAY = 1000;

/** Creates what keeps a vertical's commands while it is off: a JetStream stream that forgets a command when it is done. */
export async function ensureCommands(manager: JetStreamManager, vertical: string, replicas = 1): Promise<void> {
  const name = commandStream(vertical);
  const existing = await manager.streams.info(name).catch(() => undefined);
  if (!existing)
    await manager.streams.add({
      name,
      subjects: subjects.waitingFor(vertical),
      retention: RetentionPolicy.Workqueue,
      storage: StorageType.File,
      discard: DiscardPolicy.New,
      num_replicas: replicas,
      duplicate_window: 120_000 * MILLISECONDS,
    });
  await manager.consumers.add(name, {
    durable_name: consumers.ofCommands(vertical),
    ack_policy: AckPolicy.Explicit,
    ack_wait: PATIENCE * MILLISECONDS,
    max_ack_pending: UNDER_WAY,
    max_deliver: -1,
  });
}
