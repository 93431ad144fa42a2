import { current, subjects } from '@jogakbo/protocol';
import type { CommandOutcome, Command, CommandDefinition, Event } from '@jogakbo/contract';
import {
  commandsSent,
  gatheringProcess,
  sagaProcess,
  type Decider,
  type Gathering,
  type Process,
  type Projection,
  type Reaction,
  type Rejection,
  type Saga,
} from '@jogakbo/domain';
import { inCall, callOf, machine } from '@jogakbo/runtime';
import type { CommandSender } from '../commands/command-sender.ts';
import { AggregateStreams, type Decided, type DecidingParts } from '../event-log/aggregate-streams.ts';
import { eventsOf } from '../event-log/commit-log.ts';
import type { PersonalData } from '../personal/personal-data.ts';
import type { Database } from '../postgres/database.ts';
import type { Leadership } from '../postgres/leadership.ts';
import type { Readership } from '../subscriptions/log-reader.ts';
import { actingFollower, type Acting, type Doing } from './acting-follower.ts';
import { courierTo, reacting } from './courier.ts';
import { Deadlines } from './deadlines.ts';
import { forgetting } from './forgetting.ts';
import { hearing } from './hearing.ts';
import { processTable } from './process-table.ts';

/** What of a vertical runs over time. */
export interface ProcessDefinitions {
  readonly name: string;
  readonly sagas?: readonly Saga<any>[];
  readonly reactions?: readonly Reaction<any>[];
  readonly gatherings?: readonly Gathering[];
  readonly deciders?: readonly Decider<any, any, any>[];
}

/** The sagas and gatherings of a vertical. */
export const processesOf = ({ name, sagas = [], gatherings = [] }: ProcessDefinitions): Process[] => [
  ...sagas.map((saga) => sagaProcess(saga, name)),
  ...gatherings.map((gathering) => gatheringProcess(gathering, name)),
];

/** All that a vertical does about events: its sagas and gatherings hear them, its reactions follow, and what was decided to be sent is. */
export function actingsOf(definitions: ProcessDefinitions, processes = processesOf(definitions)): Acting[] {
  const owners = new Set(processes.flatMap(({ sends }) => sends.map(({ vertical }) => vertical)));
  return [
    ...processes.flatMap(hearing),
    ...(definitions.reactions ?? []).map(reacting),
    ...forgetting(definitions.name, definitions.deciders ?? []),
    ...[...owners].sort().map((owner) => courierTo(owner, processes, definitions.name)),
  ];
}

/** The commands that a vertical sends without waiting for an answer. */
export function commandsSentBy(definitions: ProcessDefinitions): CommandDefinition[] {
  const reactions = (definitions.reactions ?? []).flatMap(({ send }) => commandsSent(send));
  const sent = [...processesOf(definitions).flatMap(({ sends }) => sends), ...reactions];
  return [...new Map(sent.map((command) => [`${command.vertical}.${command.type}`, command])).values()];
}

const DEADLINE = 5000;

/** What a process hears is read as today's version of it: by another release it may read otherwise. */
const byIdAlone = (id: string) => ({ id, asked: undefined });

/** What sagas, reactions and gatherings run with. */
export interface ProcessParts extends DecidingParts {
  readonly personal: PersonalData;
  readonly database: Database;
  readonly leadership: Leadership;
  readonly sender: CommandSender;
}

/** The sagas, reactions and gatherings of a vertical, running. */
export class Processes {
  readonly all: readonly Process[];
  readonly deadlines: Deadlines;
  private readonly streams: ReadonlyMap<string, AggregateStreams>;
  private readonly definitions: ProcessDefinitions;
  readonly actings: readonly Acting[];
  readonly doing: Doing;
  private readonly parts: ProcessParts;
  constructor(definitions: ProcessDefinitions, parts: ProcessParts) {
    this.definitions = definitions;
    this.parts = parts;
    this.all = processesOf(definitions);
    this.actings = actingsOf(definitions, [...this.all]);
    this.streams = new Map(this.all.map(({ decider }) => [decider.name, new AggregateStreams(decider, parts)]));
    this.doing = {
      sender: parts.sender,
      decide: (process, command, id) => this.streamsOf(process).decide(command, byIdAlone(id)),
      forget: (subject) => parts.personal.forget(subject),
    };
    const { database, leadership, now } = parts;
    this.deadlines = new Deadlines({ database, leadership, now, pass: (name, key) => this.pass(name, key) });
  }

  /** The tables that say how each of them stands. */
  get tables(): Projection[] {
    return this.all.map(processTable);
  }

  /** What has to be read for them, log by log. */
  readerships(database: Database): Readership[] {
    const byStream = Map.groupBy(this.actings, ({ stream }) => stream);
    return [...byStream].map(([stream, actings]) => ({
      stream,
      kind: 'processes',
      followers: actings.map((acting) => actingFollower(acting, database, this.doing)),
    }));
  }

  /** Lets a saga hear what became of a command that it sent. */
  async hearOutcome(outcome: CommandOutcome, id: string): Promise<void> {
    const process = this.all.find(({ decider }) => decider.name === outcome.aggregate);
    // A saga that is no longer declared waits for nothing.
    if (!process?.hearOutcome) return;
    await this.decide(process, process.hearOutcome(outcome), id);
  }

  /** Lets a saga or gathering decide a command; under the same id once. */
  decide(process: Process, command: Command, id: string): Promise<Decided | Rejection> {
    return this.inItsTime(() => this.streamsOf(process).decide(command, byIdAlone(id)));
  }

  /** All that has happened to one saga or gathering. */
  async eventsOf({ decider }: Process, key: string): Promise<Event[]> {
    const commits = await this.parts.log.readAfter(subjects.log(this.definitions.name, decider.name, key), 0);
    return commits
      .flatMap(eventsOf)
      .map((logged) => ({ kind: 'event', type: logged.type, data: current(decider.events[logged.type]!, logged) }));
  }

  private async pass(name: string, key: string) {
    const process = this.all.find(({ decider }) => decider.name === name);
    if (process) await this.decide(process, process.passDeadline(key), `deadline.${machine.newId()}`);
  }

  private inItsTime<T>(work: () => Promise<T>): Promise<T> {
    const id = machine.newId();
    return inCall(callOf({ id, correlationId: id }, DEADLINE), work);
  }
  private streamsOf({ decider }: Process) {
    return this.streams.get(decider.name)!;
  }
}
