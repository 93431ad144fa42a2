import type { JsMsg } from '@nats-io/jetstream';
import { readEventHeaders } from '@jogakbo/contract';
import { log } from '@jogakbo/service';

/** A public event at its place in its vertical's log. */
export interface Fact {
  readonly subject: string;
  readonly type: string;
  readonly position: number;
  /** Bytes of its JSON. */
  readonly size: number;
  /** What browsers get: one line of JSON. */
  readonly line: string;
}

/** Reads a message of a log; `undefined`, and a line in the process's log, when it is none of ours. */
export function readFact(vertical: string, message: JsMsg): Fact | undefined {
  try {
    const { type, key } = readEventHeaders((name) => message.headers?.get(name));
    const line = JSON.stringify({ vertical, type, key, position: message.seq, data: message.json() });
    return { subject: message.subject, type, position: message.seq, size: Buffer.byteLength(line), line };
  } catch (error) {
    log.warn({ err: error, subject: message.subject, position: message.seq }, 'An event in a log is not readable');
    return undefined;
  }
}
