import type { NatsConnection, Subscription } from '@nats-io/transport-node';
import { subjects } from '@jogakbo/protocol';
import { isWithoutJetStream } from '../away.ts';
import { machine } from '../machine.ts';
import { LogMessage } from './log-message.ts';
import { readBatch, type MessageBatch } from './read-batch.ts';

/** Messages that may wait in memory to be read: whoever is slower reads them from the log. */
const WAITING = 1000;
/** Milliseconds of silence after which the log itself is asked: what was told to a broken connection is told to nobody again. */
const SILENCE = 1000;
/** How often, and after how many milliseconds, a server is asked that has no JetStream for a moment. */
const ATTEMPTS = 50;
const RETRY = 100;

/** Which log is read, after which position, and until when. */
export interface TailWanted {
  readonly stream: string;
  readonly after: number;
  readonly signal: AbortSignal;
}

/**
 * A log from a position on, in order and without a gap, for ever: what it has, and then what comes.
 *
 * @remarks Nothing of it is kept on the server. What is stored is told to all who listen, with its position; what is missing in that,
 * for whatever reason, is read from the log.
 */
export class LogTail {
  private heard: LogMessage[] = [];
  private stirred = Promise.withResolvers<void>();
  private position: number;

  private constructor(
    private readonly connection: NatsConnection,
    private readonly wanted: TailWanted,
  ) {
    this.position = wanted.after;
  }

  /**
   * Its messages, some at a time; `more` says whether others wait already.
   *
   * @throws Error when the log cannot be read, or ends before the position that was read last: it is not the same log any more.
   */
  static async *read(connection: NatsConnection, wanted: TailWanted): AsyncGenerator<MessageBatch> {
    const tail = new LogTail(connection, wanted);
    const subscription = tail.listen();
    const stir = () => tail.stirred.resolve();
    wanted.signal.addEventListener('abort', stir, { once: true });
    try {
      await connection.flush();
      while (!wanted.signal.aborted) {
        yield* tail.stored();
        yield* tail.told();
      }
    } finally {
      wanted.signal.removeEventListener('abort', stir);
      subscription.unsubscribe();
    }
  }

  private listen(): Subscription {
    return this.connection.subscribe(subjects.stored(subjects.logOf(this.wanted.stream)), {
      callback: (error, message) => {
        if (error) return;
        this.heard.push(new LogMessage(message));
        if (this.heard.length > WAITING) this.heard = [];
        this.stirred.resolve();
      },
    });
  }

  /** What the log has after the position; the next messages are asked for while these are taken. */
  private async *stored(): AsyncGenerator<MessageBatch> {
    const { signal } = this.wanted;
    let coming = this.batchFrom(this.position + 1);
    for (;;) {
      const batch = await coming;
      const last = batch.messages.at(-1);
      if (!last || signal.aborted) return;
      this.position = last.seq;
      if (batch.more) coming = this.batchFrom(this.position + 1);
      // A failure is thrown when it is awaited, however long these are taken.
      coming.catch(() => {});
      yield batch;
      if (!batch.more) return;
    }
  }

  /** What is told, until something is missing in it or it has been silent. */
  private async *told(): AsyncGenerator<MessageBatch> {
    const { signal } = this.wanted;
    while (!signal.aborted) {
      const messages = this.heard.filter(({ seq }) => seq > this.position);
      this.heard = [];
      if (messages.length === 0) {
        if (!(await this.isStirred())) return this.assertSame();
        continue;
      }
      const next = messages.filter(({ seq }, place) => seq === this.position + place + 1);
      if (next.length === 0) return;
      this.position += next.length;
      yield { messages: next, more: next.length < messages.length };
      if (next.length < messages.length) return;
    }
  }

  private async isStirred(): Promise<boolean> {
    this.stirred = Promise.withResolvers();
    if (this.wanted.signal.aborted) return true;
    const silence = Promise.withResolvers<void>();
    const { callOff } = machine.after(SILENCE, silence.resolve);
    const stirred = await Promise.race([this.stirred.promise.then(() => true), silence.promise.then(() => false)]);
    callOff();
    return stirred;
  }

  private async assertSame() {
    if (this.position === 0) return;
    const { messages } = await this.batchFrom(this.position, 1);
    if (messages[0]?.seq !== this.position) throw new Error(`The log ${this.wanted.stream} has nothing at ${this.position} any more`);
  }

  private async batchFrom(from: number, most?: number): Promise<MessageBatch> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await readBatch(this.connection, { stream: this.wanted.stream, from, most });
      } catch (error) {
        if (!isWithoutJetStream(error) || attempt === ATTEMPTS || this.wanted.signal.aborted) throw error;
        await machine.pause(RETRY, this.wanted.signal);
      }
    }
  }
}
