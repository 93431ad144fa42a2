import {
  current,
  headerNames,
  subjects,
  type AggregateState,
  type AsOf,
  type Finding,
  type History,
  type HistoryCommit,
  type HistoryRequest,
  type LoggedEvent,
  type StateRequest,
} from '@jogakbo/protocol';
import { problem, ProblemError, type Event } from '@jogakbo/contract';
import { evolved, verticalOf, type Decider } from '@jogakbo/domain';
import { changesBetween } from './changes.ts';
import { causeOf, chainHeaders, eventsOf, type Commit, type CommitLog } from '../../event-log/commit-log.ts';
import { StreamChain } from './stream-chain.ts';

/**
 * What has happened to a vertical's aggregates, and what they were at any point of it.
 *
 * @remarks It is read from the log alone, in order and from the beginning: snapshots are not asked. What is wrong with the
 * stream is told with every answer.
 */
export class Histories {
  private readonly deciders: ReadonlyMap<string, Decider>;

  constructor(
    deciders: readonly Decider[],
    private readonly log: Pick<CommitLog, 'readAfter'>,
  ) {
    this.deciders = new Map(deciders.map((decider) => [decider.name, decider]));
  }

  /** All commits of one aggregate, oldest first. */
  async history({ aggregate, key }: HistoryRequest): Promise<History> {
    const { decider, commits, findings } = await this.read(aggregate, key);
    return { aggregate, key, commits: commits.map((commit) => readable(decider, commit)), findings };
  }

  /**
   * The state as of a point, and what has changed since another.
   *
   * @remarks As of an instant: what happened up to it, by the clocks of those who decided.
   */
  async state({ aggregate, key, asOf, since }: StateRequest): Promise<AggregateState> {
    const { decider, commits, findings } = await this.read(aggregate, key);
    const now = stateAsOf(decider, commits, asOf);
    if (!since) return { aggregate, key, ...now, findings };
    const then = stateAsOf(decider, commits, since);
    return { aggregate, key, ...now, since: { version: then.version, changes: changesBetween(then.state, now.state) }, findings };
  }

  private async read(aggregate: string, key: string) {
    const decider = this.deciders.get(aggregate);
    if (!decider) {
      const known = [...this.deciders.keys()].join(', ');
      throw new ProblemError(problem('not-found', `There is no aggregate ${aggregate}; there is: ${known}`));
    }
    const commits = await this.log.readAfter(subjects.log(verticalOf(decider), aggregate, key), 0);
    if (commits.length === 0) throw new ProblemError(problem('not-found', `Nothing has happened to ${aggregate} ${key}`));
    const chain = new StreamChain(true);
    const findings: Finding[] = commits.flatMap((commit) => chain.take(commit));
    return { decider, commits, findings };
  }
}

function stateAsOf(decider: Decider, commits: readonly Commit[], point: AsOf | undefined) {
  const events = loggedIn(decider, commits);
  const version = versionAsOf(events, point);
  try {
    const state = evolved(
      decider,
      events.slice(0, version).map((logged) => read(decider, logged)),
    );
    return { version, state: plain(state) };
  } catch (error) {
    throw cannotBeRead(decider, error);
  }
}

function loggedIn(decider: Decider, commits: readonly Commit[]): LoggedEvent[] {
  try {
    return commits.flatMap(eventsOf);
  } catch (error) {
    throw cannotBeRead(decider, error);
  }
}

const cannotBeRead = ({ name }: Decider, error: unknown) =>
  new ProblemError(problem('internal', `An event of this ${name} cannot be read: its history shows which, and why`), { cause: error });

/** How many events a stream had at a point. */
function versionAsOf(events: readonly LoggedEvent[], point: AsOf | undefined): number {
  if (!point) return events.length;
  if ('version' in point) {
    if (point.version <= events.length) return point.version;
    throw new ProblemError(problem('not-found', `There is no version ${point.version}: ${events.length} is the newest`));
  }
  const later = events.findIndex(({ occurredAt }) => Date.parse(occurredAt) > Date.parse(point.at));
  return later === -1 ? events.length : later;
}

function read({ name, events }: Decider, logged: LoggedEvent): Event {
  const definition = events[logged.type];
  if (!definition) throw new Error(`${name} has no event ${logged.type}`);
  return { kind: 'event', type: logged.type, data: current(definition, logged) };
}

const readable = (decider: Decider, commit: Commit): HistoryCommit => ({
  version: Number(commit.headers[chainHeaders.version] ?? 0),
  position: commit.position,
  occurredAt: commit.headers[headerNames.time] ?? '',
  id: commit.headers[headerNames.id] ?? '',
  correlationId: commit.headers[headerNames.correlationId],
  causationId: causeOf(commit),
  events: readableEvents(decider, commit),
});

function readableEvents(decider: Decider, commit: Commit): HistoryCommit['events'] {
  try {
    return eventsOf(commit).map((logged) => readableEvent(decider, logged));
  } catch (error) {
    return [{ type: commit.headers[headerNames.type] ?? 'unknown', data: commit.body, unreadable: String(error) }];
  }
}

function readableEvent(decider: Decider, logged: LoggedEvent): HistoryCommit['events'][number] {
  try {
    return { type: logged.type, data: read(decider, logged).data };
  } catch (error) {
    return { type: logged.type, data: logged.data(), unreadable: String(error) };
  }
}

/** A state as it would be stored. */
const plain = (state: unknown): unknown => JSON.parse(JSON.stringify(state ?? null));
