import { machine, log } from '@jogakbo/runtime';
import type { Database } from './database.ts';
import { Session } from './session.ts';
import { fairShare, toRelease, toTake, type Place } from './shares.ts';

const BEAT = 500;
/** Milliseconds of silence after which the server takes a replica for dead, and the replica the server. */
const SILENCE = 4000;

/** Work that exactly one replica does at a time. */
interface Duty extends Place {
  readonly name: string;
  readonly stop: AbortSignal;
  readonly work: (signal: AbortSignal) => Promise<void>;
  readonly ended: PromiseWithResolvers<void>;
  /** What ends it, while this replica has it. */
  running?: AbortController | undefined;
  looks: number;
}

/**
 * Shares work out among the replicas of a vertical: each duty is one replica's at a time, and replicas with the same duties have
 * about as many each.
 *
 * @remarks A duty is an advisory lock on the replica's one connection for them. It passes on within five seconds when the process, its
 * machine or the connection dies, and also when the process only hangs: the server ends a session that has been silent. Work gets a
 * signal that aborts when its duty is lost; whatever it writes must still be fenced by its own expected version, because a paused
 * process learns of its loss late.
 */
export class Leadership {
  private readonly duties = new Set<Duty>();
  private keeping: Promise<void> | undefined;
  private session: Session | undefined;
  private readonly database: Database;
  private readonly beat: number;

  /** @param beat Milliseconds between two looks at who leads what. */
  constructor(database: Database, beat = BEAT) {
    this.database = database;
    this.beat = beat;
  }

  /** Does work whenever this replica has the duty of that name; resolves when it has been stopped and the work has ended. */
  lead(name: string, stop: AbortSignal, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const duty: Duty = { name, stop, work, ended: Promise.withResolvers(), looks: 0 };
    this.duties.add(duty);
    stop.addEventListener('abort', () => this.leave(duty), { once: true });
    // Those that are named together are shared out together.
    this.keeping ??= Promise.resolve().then(() => this.keep());
    return duty.ended.promise;
  }

  private async keep() {
    while (this.duties.size > 0) {
      await this.keepSession().catch((error: unknown) => {
        if (this.duties.size > 0) log.warn({ err: error }, 'What this replica leads is lost; it tries again');
      });
      if (this.duties.size > 0) await machine.pause(this.beat);
    }
    this.keeping = undefined;
  }

  private async keepSession() {
    const session = (this.session = await Session.open(this.database, SILENCE));
    try {
      for (let present = ''; this.duties.size > 0 && !session.lost.aborted;) {
        present = await this.bePresent(session, present);
        await this.share(session, present);
        await machine.pause(this.beat, session.lost);
      }
    } finally {
      await session.end();
    }
  }

  /** Lets the others know that a replica with these duties is there: they share a lock. */
  private async bePresent(session: Session, before: string): Promise<string> {
    const now = `replica:${[...this.duties]
      .map(({ name }) => name)
      .toSorted()
      .join()}`;
    if (now === before) return before;
    if (before) await session.query('select pg_advisory_unlock_shared(hashtextextended($1, 0))', [before]);
    await session.query('select pg_advisory_lock_shared(hashtextextended($1, 0))', [now]);
    return now;
  }

  private async share(session: Session, present: string) {
    const holders = await holdersOf(session, [present, ...[...this.duties].map(({ name }) => name)]);
    for (const duty of this.duties) duty.looks = duty.running || !holders.get(duty.name) ? duty.looks + 1 : 0;
    const share = fairShare(this.duties.size, holders.get(present)!);
    for (const duty of toTake([...this.duties], share)) await this.take(duty, session);
    toRelease([...this.duties], share)?.running?.abort();
  }

  private async take(duty: Duty, session: Session) {
    const { name, stop } = duty;
    const [lock] = await session.query<{ held: boolean }>('select pg_try_advisory_lock(hashtextextended($1, 0)) as held', [name]);
    if (!lock!.held) return;
    const over = new AbortController();
    Object.assign(duty, { running: over, looks: 0 });
    void this.work(duty, session, AbortSignal.any([stop, over.signal, session.lost]));
  }

  private async work(duty: Duty, session: Session, signal: AbortSignal) {
    try {
      await duty.work(signal);
    } catch (error) {
      if (!signal.aborted) log.warn({ err: error, leader: duty.name }, 'Leadership ended; trying again');
    }
    await session.query('select pg_advisory_unlock(hashtextextended($1, 0))', [duty.name]).catch(() => {});
    Object.assign(duty, { running: undefined, looks: 0 });
    if (duty.stop.aborted) this.leave(duty);
  }

  private leave(duty: Duty) {
    if (duty.running) return;
    this.duties.delete(duty);
    duty.ended.resolve();
    if (this.duties.size === 0) void this.session?.end();
  }
}

/** How many replicas hold each lock. */
async function holdersOf(session: Session, names: readonly string[]): Promise<Map<string, number>> {
  const rows = await session.query<{ name: string; holders: number }>(
    `select name, count(pid)::int as holders from unnest($1::text[]) as name
     left join pg_locks on locktype = 'advisory' and granted and objsubid = 1
       and database = (select oid from pg_database where datname = current_database())
       and (classid::bigint << 32 | objid::bigint) = hashtextextended(name, 0)
     group by name`,
    [names],
  );
  return new Map(rows.map(({ name, holders }) => [name, holders]));
}
