import type { Command, EventDefinition } from '@jogakbo/contract';
import type { Process } from '@jogakbo/domain';
import { mayPass, callOf, inCall } from '@jogakbo/runtime';
import type { CommandSender } from '../commands/command-sender.ts';
import { Undecidable } from '../event-log/aggregate-streams.ts';
import type { Database } from '../postgres/database.ts';
import { Checkpoint } from '../subscriptions/checkpoint.ts';
import { bury, parkedKeys, parkedStill } from '../subscriptions/dead-letters.ts';
import type { Follower, Following } from '../subscriptions/follower.ts';
import type { Parking } from '../subscriptions/parking.ts';
import { partFor, type ReadBatch, type ReadEvent } from '../subscriptions/read-batch.ts';

/** By what an event is acted on. */
export interface Doing {
  readonly sender: CommandSender;
  /** Lets a saga or gathering decide what follows from what it hears; under the same id once. */
  readonly decide: (process: Process, command: Command, id: string) => Promise<unknown>;
  /** Deletes the key to an aggregate's personal data. */
  readonly forget: (subject: string) => Promise<void>;
}

/** What is done about each event of a log. */
export interface Acting {
  /** Durable: names the checkpoint. */
  readonly name: string;
  readonly stream: string;
  readonly from: readonly EventDefinition[];
  /** Events of one key are acted on one after the other. */
  readonly keyOf: (event: ReadEvent) => string;
  /** Acts on an event. Doing it again must change nothing: after a crash it is done again. */
  readonly act: (event: ReadEvent, doing: Doing) => Promise<unknown>;
}

/** Milliseconds that an event gets to be acted on, retries included. */
const DEADLINE = 5000;
/** Keys that are acted on at the same time: an event's time begins when its turn has come, however many there are. */
const AT_ONCE = 128;

/** Acts on an event, as a follower of it does. */
export const actInTime = (acting: Acting, event: ReadEvent, doing: Doing): Promise<unknown> =>
  inCall(callOf(event, DEADLINE), () => acting.act(event, doing));

/**
 * A follower that acts on each event, at least once, those of one key in their order.
 *
 * @remarks Its checkpoint follows its deeds, so what it does must be nothing when it is done again. An event that it cannot act on
 * for a reason of its own becomes a dead letter and parks its key, and so does one on which it fails again and again for any reason that does not pass: what comes later for that key waits behind it.
 */
export function actingFollower(acting: Acting, database: Database, doing: Doing): Follower {
  const { name, stream, from } = acting;
  const follower: Follower = {
    name,
    from,
    open: async () => {
      const checkpoint = await Checkpoint.open(name, stream, database);
      return new ActingFollowing({ acting, follower, database, doing, checkpoint }, await parkedKeys(checkpoint, database.autocommit));
    },
  };
  return follower;
}

interface Parts {
  readonly acting: Acting;
  readonly follower: Follower;
  readonly database: Database;
  readonly doing: Doing;
  readonly checkpoint: Checkpoint;
}

class ActingFollowing implements Following {
  private reached: number;
  private readonly parts: Parts;
  private readonly parked: Parking;
  constructor(parts: Parts, parked: Parking) {
    this.parts = parts;
    this.parked = parked;
    this.reached = parts.checkpoint.position;
  }

  get follower() {
    return this.parts.follower;
  }
  get position() {
    return this.reached;
  }

  async commit(batch: ReadBatch, isSure = false): Promise<void> {
    if (batch.to <= this.reached) return;
    const { events, dead } = partFor(this.follower, this.reached, batch);
    for (const { event, reason } of dead) await this.park(event, reason);
    const waiting = Map.groupBy(events, this.parts.acting.keyOf).entries();
    const outcomes = await Promise.allSettled(Array.from({ length: AT_ONCE }, () => this.actOnAll(waiting, isSure)));
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
    this.reached = batch.to;
    // It costs a sync of the disk, and what is done again is nothing.
    this.parts.checkpoint.moveSoon(batch.to);
  }

  leave(): Promise<void> {
    return this.parts.checkpoint.settled();
  }

  private async actOnAll(waiting: MapIterator<[string, readonly ReadEvent[]]>, isSure: boolean) {
    for (const [key, events] of waiting) await this.actOn(key, events, isSure);
  }

  private async actOn(key: string, events: readonly ReadEvent[], isSure: boolean) {
    for (const event of events) {
      if (this.parked.before(key, event.occurrence) !== undefined) {
        if (await this.waitsBehind(key, event)) continue;
        this.parked.free(key);
      }
      try {
        await actInTime(this.parts.acting, event, this.parts.doing);
      } catch (error) {
        if (!(error instanceof Undecidable) && (!isSure || mayPass(error))) throw error;
        await this.park(event, error instanceof Undecidable ? error.message : String(error));
      }
    }
  }

  private async park(event: ReadEvent, reason: string) {
    const { acting, checkpoint, database } = this.parts;
    const key = acting.keyOf(event);
    await bury(checkpoint, [{ event, reason, key }], database.autocommit);
    this.parked.park(key, event.occurrence);
  }

  private waitsBehind(key: string, event: ReadEvent): Promise<boolean> {
    const { checkpoint, database } = this.parts;
    return database.transaction((transaction) => parkedStill(checkpoint, { event, key }, transaction));
  }
}
