import { jetstream, jetstreamManager, StorageType } from '@nats-io/jetstream';
import { connect, headers } from '@nats-io/transport-node';
import { subjects } from '@jogakbo/contract';
import type { NatsAccess } from '@jogakbo/dev';
import type { Logged } from './catalogue.ts';

const UNDER_WAY = 500;

/** Fills a vertical's log with these events, in order, unless it is as long already. */
export async function fillLog(
  vertical: string,
  { url, user, password }: NatsAccess,
  events: Iterable<Logged>,
  count: number,
): Promise<void> {
  const connection = await connect({ servers: url, user, pass: password, inboxPrefix: `_INBOX_${user}` });
  try {
    const manager = await jetstreamManager(connection, { checkAPI: false });
    const known = await manager.streams.info(vertical).catch(() => undefined);
    if (known?.state.messages === count) return;
    if (known)
      throw new Error(`The log has ${known.state.messages} events from an earlier run that was broken off: remove its state folder.`);
    await manager.streams.add({ name: vertical, subjects: [subjects.logOf(vertical)], storage: StorageType.File, allow_direct: true });
    await publishAll(jetstream(connection), events);
  } finally {
    await connection.close();
  }
}

async function publishAll(stream: ReturnType<typeof jetstream>, events: Iterable<Logged>): Promise<void> {
  let batch: Promise<unknown>[] = [];
  for (const event of events) {
    const head = headers();
    for (const [name, value] of Object.entries(event.headers)) head.set(name, value);
    batch.push(stream.publish(event.subject, event.data, { headers: head, timeout: 60_000 }));
    if (batch.length < UNDER_WAY) continue;
    await Promise.all(batch);
    batch = [];
  }
  await Promise.all(batch);
}
