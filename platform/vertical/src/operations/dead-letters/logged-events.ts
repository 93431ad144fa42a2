import type { NatsConnection } from '@nats-io/transport-node';
import type { EventDefinition } from '@jogakbo/contract';
import { readBatch } from '@jogakbo/runtime';
import type { WrittenLetter } from './letters.ts';
import { batchAfter, EventDecoder, partFor, UNREADABLE, type ReadBatch } from '../../subscriptions/read-batch.ts';

/** What a dead letter is about, as the log and today's definitions have it. */
export type Reread = Pick<ReadBatch, 'events' | 'dead'>;

/** Reads again what dead letters are about: a mended upcast or schema counts. */
export class LoggedEvents {
  constructor(private readonly connection: NatsConnection) {}

  /** The event of a letter, as its reader follows it; all events of a commit that could not be read at all. */
  async of({ stream, position, place, type }: WrittenLetter, from: readonly EventDefinition[]): Promise<Reread> {
    const [message] = (await readBatch(this.connection, { stream, from: position, most: 1 })).messages;
    if (message?.seq !== position) throw new Error(`The log ${stream} has nothing at ${position}`);
    const batch = batchAfter(position - 1);
    new EventDecoder(from).take(message, batch);
    const { events, dead } = partFor({ from }, batch.from, batch);
    const isMeant = (one: { readonly place: number }) => type === UNREADABLE || one.place === place;
    return {
      events: events.filter(({ occurrence }) => isMeant(occurrence)),
      dead: dead.filter(({ event }) => event.type === UNREADABLE || isMeant(event.occurrence)),
    };
  }
}
