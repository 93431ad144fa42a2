import { once } from 'node:events';
import type { JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { wellFormed } from '@jogakbo/contract';
import { mayPass, LogTail, log, machine } from '@jogakbo/runtime';
import type { Database } from '../postgres/database.ts';
import type { Leadership } from '../postgres/leadership.ts';
import { Checkpoint, CheckpointMoved } from './checkpoint.ts';
import { Failures } from './failures.ts';
import type { Follower, Following } from './follower.ts';
import { EventDecoder, type ReadBatch } from './read-batch.ts';
import { foldAll, STRETCH, type Reading } from './reading.ts';
import { anyCompletes, parted, type Round } from './round.ts';

const RETRY = 500;
/** Milliseconds between two commits. A view may be a moment behind, which saves most of its transactions; what has to be done waits for nothing. */
const PACE = { projections: 20, processes: 0 } as const;
/** Milliseconds between two looks for followers that have come. */
const LOOK = 1000;

/** What a reader needs of the process around it. */
export interface ReaderParts {
  readonly database: Database;
  readonly leadership: Leadership;
  readonly connection: NatsConnection;
  readonly manager: JetStreamManager;
}

/** What a reader reads, and for whom: followers of one kind, so that none of another holds them up. */
export interface Readership {
  readonly stream: string;
  readonly kind: 'projections' | 'processes';
  readonly followers: readonly Follower[];
  /** Followers that come and go while the log is read. */
  readonly beside?: () => Promise<Follower[]>;
  /** Lets followers see a batch with less effort than one by one; where that fails, each is asked again on its own. */
  readonly commitTogether?: (following: readonly Following[], batch: ReadBatch) => Promise<void>;
}

/**
 * Reads a log in order for all followers of one kind that a vertical has there, for ever.
 *
 * @remarks One replica reads at a time. An event is read once, however many follow it; each of them commits on its
 * own. One that fails, or has yet to catch up, is read for apart and holds up no other. When the log ends before
 * a checkpoint, the reader stops and says so.
 */
export class LogReader {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private wrong: string | undefined;
  private readonly failures: Failures;
  /** Under its name fails what all followers need. */
  private readonly whole: Pick<Follower, 'name'>;
  private readonly readership: Readership;
  private readonly parts: ReaderParts;

  constructor(readership: Readership, parts: ReaderParts) {
    this.readership = readership;
    this.parts = parts;
    this.failures = new Failures(readership.stream);
    this.whole = { name: `the reading of ${readership.stream} for ${readership.kind}` };
  }

  start() {
    const { kind, stream } = this.readership;
    this.running = this.parts.leadership.lead(`${kind}:${stream}`, this.stopping.signal, (signal) => this.readOn(signal));
  }
  async stop() {
    this.stopping.abort();
    await this.running;
  }
  /** What keeps this reader from going on, if anything. */
  problem(): string | undefined {
    const { name } = this.whole;
    if (this.wrong === undefined && this.failures.isSure(name)) return this.failures.reasonOf(name);
    return this.wrong ?? this.readership.followers.map((follower) => this.failures.reasonOf(follower.name)).find(Boolean);
  }

  /** Round after round, as long as it leads: whoever leads knows what has failed, and how often. What somebody else may do passes on. */
  private async readOn(lead: AbortSignal) {
    const { name } = this.whole;
    try {
      while (!lead.aborted) {
        await this.read(lead).catch((error: unknown) => {
          if (lead.aborted || error instanceof CheckpointMoved || mayPass(error)) throw error;
          log.warn({ err: error }, this.failures.add(this.whole, error));
        });
        await machine.pause(this.failures.pauseOf(name) || RETRY, lead);
      }
    } finally {
      this.failures.clear();
    }
  }

  /** One round of reading: together where the followers stand at about the same place, apart for those that don't. */
  private async read(lead: AbortSignal) {
    const over = new AbortController();
    const round: Round = {
      signal: AbortSignal.any([lead, over.signal]),
      end: () => over.abort(),
      apart: (follower) => apart(follower),
    };
    const readings: Promise<void>[] = [];
    let all: Following[] = [];
    let failure: Error | undefined;
    const begin = (reading: Promise<void>) =>
      void readings.push(reading.catch((error: Error) => void (failure ??= error)).finally(round.end));
    const apart = (follower: Follower) => begin(this.readApart(follower, round));
    try {
      all = await this.openAll();
      if (await anyCompletes(all, round)) return;
      const furthest = Math.max(...all.map(({ position }) => position));
      const goesOn = ({ follower, position }: Following) => !this.failures.has(follower.name) && furthest - position < STRETCH;
      const [together, behind] = parted(all, goesOn);
      for (const { follower } of behind) apart(follower);
      if (together.length > 0) begin(this.readTogether(together, round));
      begin(this.look(new Set(all.map(({ follower }) => follower.name)), round));
      // The lead passes on when nobody reads any more; those that are read for apart may have come in the meantime.
      for (const reading of readings) await reading;
    } finally {
      await Promise.all(all.map((following) => following.leave()));
    }
    if (failure) throw failure;
  }

  private async openAll(): Promise<Following[]> {
    const { followers, beside } = this.readership;
    const others = beside ? await Promise.all((await beside()).map((follower) => this.opened(follower))) : [];
    const all = await Promise.all(followers.map((follower) => follower.open()));
    return [...all, ...others.filter((following) => following !== undefined)];
  }

  /** Nothing, for a follower that nobody waits for and that cannot be opened. */
  private async opened(follower: Follower): Promise<Following | undefined> {
    try {
      return await follower.open();
    } catch (error) {
      if (!follower.isBeside) throw error;
      log.warn({ err: error, follower: follower.name }, 'A follower of a log cannot begin');
      return undefined;
    }
  }

  /** Reads for followers that come while the log is read. */
  private async look(known: Set<string>, { signal, apart }: Round) {
    const { beside } = this.readership;
    while (beside && !signal.aborted) {
      await machine.pause(LOOK, signal);
      if (signal.aborted) return;
      const come = await beside().catch(() => []);
      for (const follower of come.filter(({ name }) => !known.has(name))) {
        known.add(follower.name);
        apart(follower);
      }
    }
    if (!signal.aborted) await once(signal, 'abort');
  }

  private async readTogether(following: readonly Following[], round: Round) {
    const { signal, apart } = round;
    let staying = following;
    const commit = async (batch: ReadBatch) => {
      const outcomes = await this.outcomesOf(staying, batch);
      for (const { follower } of staying.filter((_, index) => !outcomes[index])) apart(follower);
      staying = staying.filter((_, index) => outcomes[index]);
      return !(await anyCompletes(staying, round)) && staying.length > 0;
    };
    await this.readFor(following, { signal, commit, pace: PACE[this.readership.kind] });
    if (staying.length === 0 && !signal.aborted) await once(signal, 'abort');
  }

  /** Reads for one follower on its own, anew whenever that fails; when it has caught up, all are read for together again. */
  private async readApart(follower: Follower, { signal, end }: Round) {
    while (!signal.aborted) {
      await machine.pause(this.failures.pauseOf(follower.name), signal);
      if (signal.aborted) return;
      const following = await this.opened(follower);
      if (!following) {
        await machine.pause(LOOK, signal);
        continue;
      }
      const commit = async (batch: ReadBatch, isLast: boolean) => {
        const succeeded = await this.outcomeOf(following, batch);
        if (succeeded && isLast) end();
        return succeeded;
      };
      await this.readFor([following], { signal, commit, pace: 0 });
      await machine.pause(RETRY, signal);
    }
  }

  private async outcomesOf(all: readonly Following[], batch: ReadBatch): Promise<boolean[]> {
    try {
      if (this.readership.commitTogether) await this.readership.commitTogether(all, batch);
    } catch (error) {
      if (error instanceof CheckpointMoved) throw error;
      log.warn({ err: error }, 'The followers of a log could not go on together; each does on its own');
    }
    return Promise.all(all.map((each) => this.outcomeOf(each, batch)));
  }

  /** Whether a follower could commit. That another reader has moved its checkpoint concerns all: this one leads no more. */
  private async outcomeOf(following: Following, batch: ReadBatch): Promise<boolean> {
    const { name } = following.follower;
    try {
      await following.commit(batch, this.failures.isSure(name));
      this.failures.forget(name);
      return true;
    } catch (error) {
      if (error instanceof CheckpointMoved) throw error;
      log.warn({ err: error, follower: name }, 'A follower of a log cannot go on; it is read for apart');
      await this.tell(following.follower, this.failures.add(following.follower, error));
      return false;
    }
  }

  /** Lets all replicas, and whoever asks one of them, know why a follower cannot go on. */
  private async tell({ name: reader }: Follower, failure: string) {
    const { stream } = this.readership;
    await Checkpoint.fails({ reader, stream }, wellFormed(failure), this.parts.database.autocommit).catch(() => {});
  }

  private async readFor(following: readonly Following[], reading: Reading) {
    const positions = following.map(({ position }) => position);
    const from = Math.min(...positions);
    await this.streamThatHas(Math.max(...positions), reading.signal);
    const over = new AbortController();
    const signal = AbortSignal.any([reading.signal, over.signal]);
    if (signal.aborted) return;
    this.failures.forget(this.whole.name);
    const batches = LogTail.read(this.parts.connection, { stream: this.readership.stream, after: from, signal });
    const decoder = new EventDecoder(following.flatMap(({ follower }) => follower.from));
    await foldAll({ batches, stop: () => over.abort() }, from, decoder, { ...reading, signal });
  }

  /** Waits until the log is there; a log that ends before the checkpoint is damage, and nobody reads on over it. */
  private async streamThatHas(checkpoint: number, signal: AbortSignal) {
    while (!signal.aborted) {
      const info = await this.parts.manager.streams.info(this.readership.stream).catch(() => undefined);
      if (info && info.state.last_seq >= checkpoint) return void (this.wrong = undefined);
      if (info) {
        this.wrong = `the log ${this.readership.stream} ends at ${info.state.last_seq}, before the checkpoint ${checkpoint} of its reader`;
        log.error(this.wrong);
      }
      await machine.pause(RETRY, signal);
    }
  }
}
