import type { JsMsg } from '@nats-io/jetstream';
import { eventsIn, headerNames } from '@jogakbo/contract';
import { log } from '@jogakbo/service';
import { topicsOf } from './topics.ts';

/** How much of an event is told outside the shop: all of it, or only that it happened. */
export type Telling = 'whole' | 'that it happened';

/** The events of one commit that are told outside, at its place in its vertical's log. */
export interface Fact {
  /** By any of these it is heard. */
  readonly topics: readonly string[];
  readonly position: number;
  /** Bytes of its JSON. */
  readonly size: number;
  /** What browsers get: one line of JSON for each event, in order. */
  readonly lines: readonly string[];
}

/** Whose log is read, and what of it is told outside: nothing of an event that no telling is known for. */
export interface Publicity {
  readonly vertical: string;
  readonly tellingOf: (type: string) => Telling | undefined;
}

/** Reads a message of a log; `undefined` when nothing in it is told outside, or, with a line in the process's log, when it is none of ours. */
export function readFact({ vertical, tellingOf }: Publicity, message: JsMsg): Fact | undefined {
  const { subject, seq: position } = message;
  try {
    const get = (name: string) => message.headers?.get(name);
    const key = get(headerNames.subject);
    if (!key) throw new Error(`The event has no header ${headerNames.subject}`);
    const events = eventsIn(get, () => message.json()).filter(({ type }) => tellingOf(type));
    if (events.length === 0) return undefined;
    const isWhole = (type: string) => tellingOf(type) === 'whole';
    const lines = events.map(({ type, data }) => JSON.stringify({ vertical, type, key, position, ...(isWhole(type) && { data: data() }) }));
    const [own, all] = topicsOf(subject);
    const topics = events.every(({ type }) => isWhole(type)) ? [own, all] : [own];
    return { topics, position, size: lines.reduce((size, line) => size + Buffer.byteLength(line), 0), lines };
  } catch (error) {
    log.warn({ err: error, subject, position }, 'An event in a log is not readable');
    return undefined;
  }
}
