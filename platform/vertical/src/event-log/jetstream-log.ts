import { JetStreamApiError, PubHeaders, type MsgRequest, type SeqMsgRequest, type StoredMsg } from '@nats-io/jetstream';
import { headers as natsHeaders, InvalidArgumentError, type MsgHdrs, type NatsConnection } from '@nats-io/transport-node';
import { problem, ProblemError } from '@jogakbo/contract';
import { subjects } from '@jogakbo/protocol';
import { isFull, isWithoutJetStream, jetStreamOn, readBatch, machine, type JetStream, type LogMessage } from '@jogakbo/runtime';
import { WrongVersion, type Commit, type CommitLog, type NewCommit } from './commit-log.ts';
import type { Extent, WholeLog } from './whole-log.ts';

const STREAM_NOT_FOUND = 10_059;
const WRONG_LAST_SEQUENCE = 10_071;
/** Milliseconds that the log gets for one answer, and how often it is asked while nobody knows whether it has the commit. */
const PATIENCE = 2000;
const ATTEMPTS = 5;
/** The first pause is for the append of somebody else that is on its way to the replicas, the later ones for a broker that comes back. */
const PAUSE = 10;
const LONGER = 4;

/** A vertical's log on JetStream: one subject per stream, one broker message per commit. */
export class JetStreamLog implements CommitLog, WholeLog {
  constructor(
    private readonly vertical: string,
    private readonly broker: JetStream,
  ) {}

  /** A vertical's log over a connection. */
  static async on(connection: NatsConnection, vertical: string): Promise<JetStreamLog> {
    return new JetStreamLog(vertical, await jetStreamOn(connection));
  }

  async readAfter(subject: string, position: number): Promise<Commit[]> {
    const commits: Commit[] = [];
    for await (const batch of this.batches(position, subject)) commits.push(...batch);
    return commits;
  }

  async *walk(to: number): AsyncGenerator<Commit> {
    for (let last = 0; last < to;) {
      for await (const batch of this.batches(last))
        for (const commit of batch) {
          if (commit.position > to) return;
          yield commit;
          last = commit.position;
        }
      // Replicas may lag behind: that there is nothing more, only the log's leader knows.
      const next = last < to && (await this.firstAfter(last));
      if (!next || next.position > to) return;
      yield next;
      last = next.position;
    }
  }

  async extentOf(stream: string): Promise<Extent | undefined> {
    try {
      const { state, created } = await this.broker.manager.streams.info(stream);
      return { last: state.last_seq, made: new Date(created) };
    } catch (error) {
      if (error instanceof JetStreamApiError && error.code === STREAM_NOT_FOUND) return undefined;
      throw error;
    }
  }

  private async firstAfter(position: number): Promise<Commit | undefined> {
    const query = { seq: position + 1, next_by_subj: subjects.logOf(this.vertical) } as MsgRequest;
    const message = await this.answered(() => this.broker.manager.streams.getMessage(this.vertical, query));
    return message ? commitOf(message) : undefined;
  }

  private async *batches(position: number, subject?: string): AsyncGenerator<Commit[]> {
    for (let from = position + 1, goesOn = true; goesOn;) {
      const { messages, more } = await this.answered(() => readBatch(this.broker.connection, { stream: this.vertical, subject, from }));
      yield messages.map(commitAt);
      from = (messages.at(-1)?.seq ?? from) + 1;
      goesOn = more;
    }
  }

  async lastPosition(subject: string): Promise<number> {
    const newest = await this.answered(() => this.broker.manager.streams.getMessage(this.vertical, { last_by_subj: subject }));
    return newest?.seq ?? 0;
  }

  /** Asks again while the server has no JetStream: it is back in a moment. */
  private async answered<T>(ask: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await ask();
      } catch (error) {
        if (!isWithoutJetStream(error) || attempt === ATTEMPTS) throw error;
        await machine.pause(PAUSE * LONGER ** (attempt - 1));
      }
    }
  }

  /** When nobody knows whether the log has the commit, the same one is sent again. */
  async append(commit: NewCommit, expected: number): Promise<number> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.send(commit, expected);
      } catch (error) {
        if (error instanceof WrongVersion) throw error;
        if (error instanceof InvalidArgumentError) throw new ProblemError(problem('too-large'), { cause: error });
        if (attempt === ATTEMPTS || isFull(error)) throw error;
        await machine.pause(PAUSE * LONGER ** (attempt - 1));
      }
    }
  }

  private async send({ id, subject, headers, body }: NewCommit, expected: number): Promise<number> {
    const sent = natsHeaders();
    for (const [name, value] of Object.entries(headers)) sent.append(name, value);
    try {
      const expect = { lastSubjectSequence: expected };
      return (await this.broker.jetstream.publish(subject, body, { headers: sent, msgID: id, expect, timeout: PATIENCE })).seq;
    } catch (error) {
      if (!(error instanceof JetStreamApiError && error.code === WRONG_LAST_SEQUENCE)) throw error;
    }
    // The server looks at the expectation before the id: what stands in the way may be this very commit, whose answer was lost.
    const next = await this.broker.manager.streams.getMessage(this.vertical, { seq: expected + 1, next_by_subj: subject } as SeqMsgRequest);
    if (next?.header.get(PubHeaders.MsgIdHdr) !== id) throw new WrongVersion(subject);
    return next.seq;
  }
}

const commitOf = (message: StoredMsg): Commit => ({
  position: message.seq,
  subject: message.subject,
  headers: recordOf(message.header),
  body: message.string(),
});

const commitAt = (message: LogMessage): Commit => ({
  position: message.seq,
  subject: message.subject,
  headers: recordOf(message.headers),
  body: message.string(),
});

const recordOf = (headers: MsgHdrs) => Object.fromEntries(headers.keys().map((name) => [name, headers.get(name)]));
