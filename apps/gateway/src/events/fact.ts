import { eventsIn, headerNames, type AnnouncedMessage } from '@jogakbo/protocol';
import type { Told } from '@jogakbo/contract';
import { log, type LogMessage } from '@jogakbo/runtime';
import { topicsOf } from './topics.ts';

/** How an event is told outside the shop: what of it, and whether only to those who name its key. */
export type Telling = Required<Pick<AnnouncedMessage, 'told' | 'isPrivate'>>;

/** The events of one commit that are told outside, at its place in its vertical's log. */
export interface Fact {
  /** By any of these it is heard. */
  readonly topics: readonly string[];
  readonly position: number;
  /** When it was written, in milliseconds since 1970. */
  readonly at: number;
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
export function readFact({ vertical, tellingOf }: Publicity, message: LogMessage): Fact | undefined {
  const { subject, seq: position } = message;
  try {
    const get = (name: string) => message.headers.get(name);
    const key = get(headerNames.subject);
    if (!key) throw new Error(`The event has no header ${headerNames.subject}`);
    const events = eventsIn(get, () => message.json()).flatMap(({ type, data }) => {
      const telling = tellingOf(type);
      return telling ? [{ type, data, ...telling }] : [];
    });
    if (events.length === 0) return undefined;
    const [own, all] = topicsOf(subject);
    const topics = events.some(({ isPrivate }) => isPrivate) ? [own] : [own, all];
    const lines = [...new Set(events.map((event) => JSON.stringify({ vertical, key, position, ...toldOf(event) })))];
    const at = message.time.getTime();
    return { topics, position, at, size: lines.reduce((size, line) => size + Buffer.byteLength(line), 0), lines };
  } catch (error) {
    log.warn({ err: error, subject, position }, 'An event in a log is not readable');
    return undefined;
  }
}

function toldOf({ type, data, told }: { type: string; data: () => unknown; told: Told }): object {
  if (told === 'changed') return {};
  if (told.length === 0) return { type };
  const whole = data() as Record<string, unknown>;
  return { type, data: Object.fromEntries(told.map((field) => [field, whole[field]])) };
}
