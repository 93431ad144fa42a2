import type { JetStreamManager, StoredMsg } from '@nats-io/jetstream';
import type { EventDefinition } from '@jogakbo/contract';
import type { WrittenLetter } from './letters.ts';
import { batchAfter, EventDecoder, partFor, UNREADABLE, type LoggedMessage, type ReadBatch } from './read-batch.ts';

/** What a dead letter is about, as the log and today's definitions have it. */
export type Reread = Pick<ReadBatch, 'events' | 'dead'>;

const NANOSECONDS = 1_000_000;

/** A message that was asked for by its place, as a consumer would have brought it. */
export const asRead = (message: StoredMsg): LoggedMessage => ({
  seq: message.seq,
  subject: message.subject,
  headers: message.header,
  data: message.data,
  info: { timestampNanos: message.time.getTime() * NANOSECONDS },
  json: () => message.json(),
});

/** Reads again what dead letters are about: a mended upcast or schema counts. */
export class LoggedEvents {
  private readonly manager: JetStreamManager;
  constructor(manager: JetStreamManager) {
    this.manager = manager;
  }

  /** The event of a letter, as its reader follows it; all events of a commit that could not be read at all. */
  async of({ stream, position, place, type }: WrittenLetter, from: readonly EventDefinition[]): Promise<Reread> {
    const message = await this.manager.direct.getMessage(stream, { seq: position });
    if (!message) throw new Error(`The log ${stream} has nothing at ${position}`);
    const batch = batchAfter(position - 1);
    new EventDecoder(from).take(asRead(message), batch);
    const { events, dead } = partFor({ from }, batch.from, batch);
    const isMeant = (one: { readonly place: number }) => type === UNREADABLE || one.place === place;
    return {
      events: events.filter(({ occurrence }) => isMeant(occurrence)),
      dead: dead.filter(({ event }) => event.type === UNREADABLE || isMeant(event.occurrence)),
    };
  }
}
