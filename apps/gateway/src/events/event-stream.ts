import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { slowStreams } from '../metrics.ts';
import type { Fact } from './fact.ts';
import type { Recipient, WaitingBytes } from './waiting-bytes.ts';

/** Bytes that may wait for a browser before it counts as gone. */
const MOST_WAITING = 1024 * 1024;
/** Bytes that may wait while old events are read for it. */
export const ENOUGH_WAITING = 128 * 1024;
/** Milliseconds that a browser gets to take those. */
const PATIENCE = 10_000;

/** One browser that listens: writes server-sent events to it, and lets go of one that does not keep up. */
export class EventStream implements Recipient {
  private readonly ending = new AbortController();

  /** @param all What waits for all browsers together. */
  constructor(
    private readonly response: ServerResponse,
    private readonly all: WaitingBytes,
  ) {
    response.once('close', () => this.ending.abort());
    this.signal.addEventListener('abort', () => all.forget(this), { once: true });
    response.on('error', () => this.ending.abort());
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
  }

  /** Aborts when the browser left or was let go. */
  get signal(): AbortSignal {
    return this.ending.signal;
  }

  /** How soon to come back, and where it stands before the first event. */
  begin(id: string) {
    this.write(`retry: 1000\nid: ${id}\n\n`);
  }
  /** Only the last event of a commit says where it stands: who is cut off before comes back to all of it. */
  fact({ lines }: Fact, id: string) {
    const last = lines.length - 1;
    this.write(lines.map((line, place) => `event: fact\n${place === last ? `id: ${id}\n` : ''}data: ${line}\n\n`).join(''));
  }
  ping(id: string) {
    this.write(`event: ping\nid: ${id}\ndata: {}\n\n`);
  }
  /** It can't be told what it missed: whatever it shows of this log is to be asked for anew. */
  missed(data: { readonly vertical: string; readonly position: number }, id: string) {
    this.write(`event: missed\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`);
  }
  news(event: 'release' | 'presence', data: object) {
    this.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  get waiting(): number {
    return this.response.writableLength;
  }
  /** Whether more may be read for it now. */
  get isRoomy(): boolean {
    return this.waiting < ENOUGH_WAITING;
  }

  /** Resolves when the browser has taken most of what it was sent; lets go of it after 10 seconds. */
  async roomy(): Promise<void> {
    if (this.isRoomy || this.signal.aborted) return;
    const signal = AbortSignal.any([this.signal, AbortSignal.timeout(PATIENCE)]);
    await once(this.response, 'drain', { signal }).catch(() => this.drop());
  }

  end() {
    this.ending.abort();
    this.response.end();
  }

  private write(text: string) {
    if (this.signal.aborted) return;
    this.response.write(text);
    if (this.waiting > MOST_WAITING) this.drop();
    else this.all.note(this);
  }

  drop() {
    if (!this.signal.aborted) slowStreams.inc();
    this.ending.abort();
    this.response.destroy();
  }
}
