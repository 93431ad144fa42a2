import type { JsMsg } from '@nats-io/jetstream';
import { eventsIn, headerNames } from '@jogakbo/contract';
import { log } from '@jogakbo/service';

/** The public events of one commit, at its place in its vertical's log. */
export interface Fact {
  readonly subject: string;
  readonly position: number;
  /** Bytes of its JSON. */
  readonly size: number;
  /** What browsers get: one line of JSON for each event, in order. */
  readonly lines: readonly string[];
}

/** Whose log is read, and which of its events are public. */
export interface Publicity {
  readonly vertical: string;
  readonly isPublic: (type: string) => boolean;
}

/** Reads a message of a log; `undefined` when nothing in it is public, or, with a line in the process's log, when it is none of ours. */
export function readFact({ vertical, isPublic }: Publicity, message: JsMsg): Fact | undefined {
  const { subject, seq: position } = message;
  try {
    const get = (name: string) => message.headers?.get(name);
    const key = get(headerNames.subject);
    if (!key) throw new Error(`The event has no header ${headerNames.subject}`);
    const events = eventsIn(get, () => message.json()).filter(({ type }) => isPublic(type));
    if (events.length === 0) return undefined;
    const lines = events.map(({ type, data }) => JSON.stringify({ vertical, type, key, position, data: data() }));
    return { subject, position, size: lines.reduce((size, line) => size + Buffer.byteLength(line), 0), lines };
  } catch (error) {
    log.warn({ err: error, subject, position }, 'An event in a log is not readable');
    return undefined;
  }
}
