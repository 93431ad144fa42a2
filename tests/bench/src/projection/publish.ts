import type { JetStreamClient } from '@nats-io/jetstream';
import { connect, headers } from '@nats-io/transport-node';
import type { NatsAccess } from '@jogakbo/dev';
import { jetStreamOn } from '@jogakbo/runtime';
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
    const { manager, jetstream } = await jetStreamOn(connection);
    const { messages } = (await manager.streams.info(vertical)).state;
    if (messages === count) return;
    if (messages > 0) throw new Error(`The log has ${messages} events from an earlier run that was broken off: remove its state folder.`);
    await publishAll(jetstream, events);
  } finally {
    await connection.close();
  }
}

async function publishAll(stream: JetStreamClient, events: Iterable<Logged>): Promise<void> {
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
