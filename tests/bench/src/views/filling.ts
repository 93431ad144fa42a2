import { randomUUID } from 'node:crypto';
import { jetstream, type JetStreamClient } from '@nats-io/jetstream';
import { headers as natsHeaders } from '@nats-io/transport-node';
import { commitMessage, subjects } from '@jogakbo/protocol';
import type { Event, EventDefinition } from '@jogakbo/contract';
import type { NatsAccess } from '@jogakbo/dev';
import { connectToNats, ServiceConfig } from '@jogakbo/runtime';
import { partMovedOf } from './participant/src/moves.ts';

/** More than a batch has: within one, no row is folded twice. */
const PARTS = 5000;
const UNDER_WAY = 500;
const NOTE = 'Found behind the shelf, wiped, and put where it belongs; its label was hard to read.';

/** One move of all moves, counted from 1: parts take turns. */
export const moveOf = (serial: number) => ({
  partId: `p-${serial % PARTS}`,
  serial,
  place: `aisle ${serial % 97}`,
  weight: serial % 1009,
  note: NOTE,
});

/** How many parts so many moves are of. */
export const partsOf = (moves: number) => Math.min(PARTS, moves);

/** A log to be written: moves in their order, each a commit of its own. */
export interface MeasuredLog {
  readonly client: JetStreamClient;
  /** Appends one move; resolves with its position. */
  readonly append: (serial: number) => Promise<number>;
  readonly close: () => Promise<void>;
}

export async function openLog(vertical: string, { url, user, password }: NatsAccess): Promise<MeasuredLog> {
  const config = { NATS_URL: url, NATS_USER: user, NATS_PASSWORD: password, HEALTH_PORT: 0, INSTANCE: `${user}-1`, RELEASE_DIR: '.' };
  const connection = await connectToNats(ServiceConfig.parse(config));
  const client = jetstream(connection);
  const definition: EventDefinition = partMovedOf(vertical);
  const append = async (serial: number) => {
    const event = definition(moveOf(serial)) as Event;
    const { partId } = event.data;
    const id = randomUUID();
    const envelope = { id, correlationId: id, occurredAt: new Date().toISOString() };
    const { headers, body } = commitMessage([{ definition, event }], partId, envelope);
    const sent = natsHeaders();
    for (const [name, value] of Object.entries(headers)) sent.set(name, value);
    return (await client.publish(subjects.log(vertical, 'part', partId), body, { headers: sent, timeout: 60_000 })).seq;
  };
  return { client, append, close: () => connection.close() };
}

/** Fills a log with so many moves. */
export async function fill(vertical: string, access: NatsAccess, moves: number): Promise<void> {
  const log = await openLog(vertical, access);
  try {
    for (let serial = 1; serial <= moves; serial += UNDER_WAY) {
      const count = Math.min(UNDER_WAY, moves - serial + 1);
      await Promise.all(Array.from({ length: count }, (_, more) => log.append(serial + more)));
    }
  } finally {
    await log.close();
  }
}
