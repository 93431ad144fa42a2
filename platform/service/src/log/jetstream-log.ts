import { setTimeout as wait } from 'node:timers/promises';
import {
  JetStreamApiError,
  JetStreamError,
  PubHeaders,
  type JetStreamClient,
  type JetStreamManager,
  type SeqMsgRequest,
  type StoredMsg,
} from '@nats-io/jetstream';
import { headers as natsHeaders, InvalidArgumentError, type MsgHdrs } from '@nats-io/transport-node';
import { problem, ProblemError } from '@jogakbo/contract';
import { WrongVersion, type Commit, type CommitLog, type NewCommit } from './commit-log.ts';

const READ = 500;
const NOT_FOUND = 404;
const WRONG_LAST_SEQUENCE = 10_071;
/** Milliseconds that the log gets for one answer, and how often it is asked while nobody knows whether it has the commit. */
const PATIENCE = 2000;
const ATTEMPTS = 5;
/** The first pause is for the append of somebody else that is on its way to the replicas, the later ones for a broker that comes back. */
const PAUSE = 10;
const LONGER = 4;

/** A vertical's log on JetStream: one subject per stream, one broker message per commit. */
export class JetStreamLog implements CommitLog {
  constructor(
    private readonly vertical: string,
    private readonly jetstream: JetStreamClient,
    private readonly manager: JetStreamManager,
  ) {}

  async readAfter(subject: string, position: number): Promise<Commit[]> {
    const commits: Commit[] = [];
    for (let from = position + 1; ; from = commits.at(-1)!.position + 1) {
      const read = await this.read(subject, from);
      commits.push(...read);
      if (read.length < READ) return commits;
    }
  }

  private async read(subject: string, from: number): Promise<Commit[]> {
    const commits: Commit[] = [];
    const messages = await this.manager.direct.getBatch(this.vertical, { seq: from, next_by_subj: subject, batch: READ });
    try {
      for await (const message of messages) commits.push(commitOf(message));
    } catch (error) {
      if (!(error instanceof JetStreamError && 'code' in error && error.code === NOT_FOUND)) throw error;
    }
    return commits;
  }

  async lastPosition(subject: string): Promise<number> {
    return (await this.manager.streams.getMessage(this.vertical, { last_by_subj: subject }))?.seq ?? 0;
  }

  /** When nobody knows whether the log has the commit, the same one is sent again. */
  async append(commit: NewCommit, expected: number): Promise<number> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.send(commit, expected);
      } catch (error) {
        if (error instanceof WrongVersion) throw error;
        if (error instanceof InvalidArgumentError) throw new ProblemError(problem('too-large', error.message));
        if (attempt === ATTEMPTS) throw error;
        await wait(PAUSE * LONGER ** (attempt - 1));
      }
    }
  }

  private async send({ id, subject, headers, body }: NewCommit, expected: number): Promise<number> {
    const sent = natsHeaders();
    for (const [name, value] of Object.entries(headers)) sent.append(name, value);
    try {
      const expect = { lastSubjectSequence: expected };
      return (await this.jetstream.publish(subject, body, { headers: sent, msgID: id, expect, timeout: PATIENCE })).seq;
    } catch (error) {
      if (!(error instanceof JetStreamApiError && error.code === WRONG_LAST_SEQUENCE)) throw error;
    }
    // The server looks at the expectation before the id: what stands in the way may be this very commit, whose answer was lost.
    const next = await this.manager.streams.getMessage(this.vertical, { seq: expected + 1, next_by_subj: subject } as SeqMsgRequest);
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

const recordOf = (headers: MsgHdrs) => Object.fromEntries(headers.keys().map((name) => [name, headers.get(name)]));
