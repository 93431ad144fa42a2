import { assertLoggable, commitMessage, current, headerNames, subjects } from '@jogakbo/protocol';
import { problem, ProblemError, type Command, type Event } from '@jogakbo/contract';
import { decided, evolved, isRejection, keyOf, verticalOf, type Decider, type Rejection } from '@jogakbo/domain';
import { currentCall, remaining, spanOf, fingerprintOf, log, machine } from '@jogakbo/runtime';
import { askedOf, causeOf, chained, chainHeaders, eventsOf, isWhole, WrongVersion, type Commit, type CommitLog } from './commit-log.ts';
import { asBefore, type Repeatable } from './repeatable.ts';
import type { Handled, Snapshot, SnapshotKey, Snapshots } from './snapshots.ts';
import { assertKeys, sealed, type PersonalData } from '../personal/personal-data.ts';

/** What came of a command that was not refused. */
export interface Decided {
  /** What happened; nothing for a repeat. */
  readonly events: readonly Event[];
  /** The position in the vertical's log that has all of it: a view that has seen it knows of the command. */
  readonly position: number;
}

/** Nothing can be decided about an aggregate: its rules fail, or its stream is damaged. Trying again changes nothing. */
export class Undecidable extends Error {
  constructor(aggregate: string, key: string, cause: unknown) {
    super(`Nothing can be decided about ${aggregate} ${key}: ${String(cause)}`, { cause });
  }
}

/** Everything that a decision takes from outside. */
export interface DecidingParts {
  readonly log: CommitLog;
  /** Where deciders that ask for snapshots have them. */
  readonly snapshots?: Snapshots | undefined;
  /** Where deciders whose events have personal data have the keys to it. */
  readonly personal?: PersonalData | undefined;
  readonly now: () => Date;
  readonly newId: () => string;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/** What was decided, or the rejection as the problem that its caller is told. */
export function orRefuse<T extends object>(outcome: T | Rejection): T {
  if (isRejection(outcome)) throw new ProblemError(problem('rejected', outcome.reason));
  return outcome;
}

/** How far a stream has been read, and what it made of the aggregate. */
interface Known<State> extends Snapshot<State> {
  /** What it was read on top of: nothing, or a snapshot. */
  readonly since: Pick<Snapshot, 'version' | 'position'>;
  /** By id of a command after `since`: what came of it. It is one for all that is known of the stream. */
  readonly handled: Map<string, Handled>;
}

/** Aggregates whose state is kept in memory; a state that is out of date costs a second read, never a wrong decision. */
const KEPT = 5000;
const LONGEST_PAUSE = 50;
const START = { version: 0, position: 0 };

/**
 * All aggregates of one kind: each decides on the state that its stream makes, and appends what it decided.
 *
 * @remarks Commands for one aggregate take turns within a process; between processes the append's check decides who was
 * first, and the other one decides anew on what has happened meanwhile. A decision without events is only told when the log's leader
 * says that nothing newer is there. A command that comes again, by its id, has the effect that it had; another one under that id is
 * refused.
 */
export class AggregateStreams<State = any> {
  private readonly kept = new Map<string, Known<State>>();
  private readonly turns = new Map<string, Promise<unknown>>();

  constructor(
    private readonly decider: Decider<State>,
    private readonly parts: DecidingParts,
  ) {
    assertKeys(decider, parts.personal);
  }

  /**
   * Decides a command and appends what happened.
   *
   * @param as How it is known when it comes again: by an id and by what it says, or as the current request is.
   * @throws ProblemError `too-busy` when others were faster, or stood before it, until the deadline; `name-taken` where
   * its id is another command's. Nothing has happened then.
   */
  async decide(command: Command, as: string | Repeatable = this.asRequested(command)): Promise<Decided | Rejection> {
    const key = String(command.data[keyOf(this.decider)]);
    const repeatable = typeof as === 'string' ? { id: as, asked: this.fingerprint(command) } : as;
    return this.untilNewest(key, () => this.attempt(key, command, repeatable));
  }

  /**
   * Decides a command whose caller is told when the rules refuse it.
   *
   * @throws ProblemError `rejected` with the rejection's reason; else as `decide`.
   */
  async decideOrRefuse(command: Command, as?: string | Repeatable): Promise<Decided> {
    return orRefuse(await this.decide(command, as));
  }

  private readonly fingerprint = (command: Command) => fingerprintOf(command, this.decider.commands[command.type]);

  /** What a decision says may be made of what is so now: a repetition is known by what was asked, not by that. */
  private asRequested(command: Command): Repeatable {
    const { causationId, asked } = currentCall() ?? {};
    return causationId === undefined ? { id: this.parts.newId(), asked: this.fingerprint(command) } : { id: causationId, asked };
  }

  /**
   * The state that all events of an aggregate make, as the log's leader knows them.
   *
   * @remarks Whoever does something between two decisions asks for it; what is decided then is decided on what has happened meanwhile.
   * @throws ProblemError `too-busy` when others went on deciding until the deadline.
   */
  async stateOf(key: string): Promise<State> {
    const { state } = await this.untilNewest(key, async () => {
      const known = this.kept.get(key) ?? (await this.refresh(key));
      if ((await this.parts.log.lastPosition(this.subjectOf(key))) === known.position) return known;
      await this.refresh(key);
      return undefined;
    });
    return state;
  }

  /** Tries until nothing newer has happened meanwhile. */
  private async untilNewest<T>(key: string, attempt: () => Promise<T | undefined>): Promise<T> {
    const until = machine.elapsed() + remaining();
    return this.inTurn(key, async () => {
      for (let nth = 1; ; nth += 1) {
        if (machine.elapsed() >= until) throw new ProblemError(problem('too-busy', `Too many commands for ${this.decider.name} ${key}`));
        const outcome = await attempt();
        if (outcome) return outcome;
        await machine.pause(this.parts.random() * Math.min(LONGEST_PAUSE, 2 ** nth));
      }
    });
  }

  /** One decision on what is known; `undefined` when something newer has happened. */
  private async attempt(key: string, command: Command, as: Repeatable): Promise<Decided | Rejection | undefined> {
    const known = this.kept.get(key) ?? (await this.refresh(key));
    const before = await this.effectOf(as.id, key, known);
    if (before) return asBefore(before, as);
    const outcome = this.outcomeOf(key, command, known.state);
    if (Array.isArray(outcome) && outcome.length > 0) return this.append(key, known, outcome, as);
    if ((await this.parts.log.lastPosition(this.subjectOf(key))) !== known.position) {
      await this.refresh(key);
      return undefined;
    }
    if (outcome instanceof Undecidable) throw outcome;
    return isRejection(outcome) ? outcome : { events: [], position: known.position };
  }

  /** That a rule fails, or decides what could not be read again, is told like a no: only when nothing newer has happened. */
  private outcomeOf(key: string, command: Command, state: State): Event[] | Rejection | Undecidable {
    try {
      const outcome = decided(this.decider, command, state, { now: this.parts.now() });
      if (!isRejection(outcome)) for (const { type, data } of outcome) assertLoggable(this.decider.events[type]!, data);
      return outcome;
    } catch (error) {
      return this.undecidable(key, error);
    }
  }

  private async append(key: string, known: Known<State>, events: Event[], as: Repeatable): Promise<Decided | undefined> {
    const subject = this.subjectOf(key);
    const id = this.parts.newId();
    const call = currentCall();
    const happenings = events.map((event) => ({ event, definition: this.decider.events[event.type]! }));
    const message = commitMessage(await sealed(happenings, { id, subject }, this.parts.personal), key, {
      id,
      correlationId: call?.correlationId ?? as.id,
      causationId: as.id,
      occurredAt: this.parts.now().toISOString(),
      traceparent: spanOf(call?.traceparent),
    });
    const headers = { ...message.headers, ...(as.asked !== undefined && { [headerNames.asked]: as.asked }) };
    const commit = chained({ id, subject, headers, body: message.body }, { version: known.version + events.length, hash: known.hash });
    try {
      const position = await this.parts.log.append(commit, known.position);
      // Whoever follows the log does it again: this is for whoever waits for it now.
      if (happenings.some(({ definition }) => definition.forgets)) await this.parts.personal!.forget(subject);
      this.keep(key, await this.saved(key, this.after(known, { ...commit, position })));
      return { events, position };
    } catch (error) {
      // Whatever went wrong, nobody knows what the log has now.
      this.kept.delete(key);
      if (!(error instanceof WrongVersion)) throw error;
      await this.refresh(key, known);
      return undefined;
    }
  }

  /** Reads what has happened since. */
  private async refresh(key: string, known?: Known<State>): Promise<Known<State>> {
    const remembered = known ?? this.kept.get(key);
    const since = remembered ?? (await this.snapshotOf(key)) ?? this.nothing();
    const commits = await this.parts.log.readAfter(this.subjectOf(key), since.position);
    if (!remembered && commits.length === 0) await this.assertReaches(key, since.position);
    const now = commits.reduce((before, commit) => this.after(before, asWritten(commit)), since);
    this.keep(key, now);
    return now;
  }

  private after(known: Known<State>, commit: Commit): Known<State> {
    const { headers, position, subject } = commit;
    if (headers[chainHeaders.previous] !== known.hash)
      throw this.undecidable(subject, `the commit ${position} does not follow the one before it: the log is damaged`);
    const cause = causeOf(commit);
    if (cause !== undefined) known.handled.set(cause, { position, asked: askedOf(commit) });
    return {
      state: this.pure(subject, () => evolved(this.decider, this.eventsIn(commit), known.state)),
      version: Number(headers[chainHeaders.version]),
      position,
      hash: headers[chainHeaders.hash]!,
      since: known.since,
      handled: known.handled,
    };
  }

  private eventsIn(commit: Commit): Event[] {
    return eventsOf(commit).map((logged) => {
      const definition = this.decider.events[logged.type];
      if (!definition) throw new Error(`${this.decider.name} has no event ${logged.type}`);
      return { kind: 'event', type: logged.type, data: current(definition, logged) };
    });
  }

  private nothing(): Known<State> {
    return { state: this.decider.initialState(), version: 0, position: 0, hash: '', since: START, handled: new Map() };
  }

  /** Where the effect of a command is that came before; commands that a snapshot has seen are in its inbox. */
  private async effectOf(commandId: string, key: string, { handled, since }: Known<State>): Promise<Handled | undefined> {
    const known = handled.get(commandId);
    if (known || since.position === 0) return known;
    return this.parts.snapshots?.handled(this.snapshotKey(key), commandId);
  }

  private async snapshotOf(key: string): Promise<Known<State> | undefined> {
    if (!this.decider.snapshot) return undefined;
    const snapshot = await this.parts.snapshots?.read(this.snapshotKey(key));
    return snapshot && { ...snapshot, since: snapshot, handled: new Map() };
  }

  /** A commit after the snapshot says by its hash that it follows it; where there is none, the log must still have the snapshot's own. */
  private async assertReaches(key: string, position: number): Promise<void> {
    if (position > 0 && (await this.parts.log.lastPosition(this.subjectOf(key))) < position)
      throw this.undecidable(key, 'the log ends before its snapshot: the log is damaged');
  }

  /** Takes a snapshot when it is time: what it has seen need not be remembered any longer. */
  private async saved(key: string, known: Known<State>): Promise<Known<State>> {
    const { every = Number.POSITIVE_INFINITY } = this.decider.snapshot ?? {};
    if (!this.parts.snapshots || known.version - known.since.version < every) return known;
    const { state, version, position, hash } = known;
    try {
      await this.parts.snapshots.write(this.snapshotKey(key), { state, version, position, hash }, known.handled);
      return { ...known, since: { version, position }, handled: new Map() };
    } catch (error) {
      // The decision stands; the next one tries again.
      log.warn({ err: error, aggregate: this.decider.name, key }, 'A snapshot could not be kept');
      return known;
    }
  }

  private snapshotKey(key: string): SnapshotKey {
    return { aggregate: this.decider.name, key, definition: this.decider.snapshot?.version ?? 0 };
  }

  private keep(key: string, known: Known<State>) {
    this.kept.delete(key);
    this.kept.set(key, known);
    if (this.kept.size > KEPT) this.kept.delete(this.kept.keys().next().value!);
  }

  private async inTurn<T>(key: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.turns.get(key) ?? Promise.resolve()).then(work, work);
    this.turns.set(key, turn);
    try {
      return await turn;
    } finally {
      if (this.turns.get(key) === turn) this.turns.delete(key);
    }
  }

  /** What the decider's own rules give: where they fail, they fail again. */
  private pure<T>(key: string, rule: () => T): T {
    try {
      return rule();
    } catch (error) {
      throw this.undecidable(key, error);
    }
  }
  private undecidable(key: string, cause: unknown) {
    return new Undecidable(this.decider.name, key, cause);
  }

  private subjectOf(key: string): string {
    return subjects.log(verticalOf(this.decider), this.decider.name, key);
  }
}

function asWritten(commit: Commit): Commit {
  if (!isWhole(commit)) throw new Error(`The commit ${commit.position} of ${commit.subject} was changed: the log is damaged.`);
  return commit;
}
