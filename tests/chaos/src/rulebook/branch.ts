import { globSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Module, type DynamicModule, type INestApplicationContext, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { current, eventsIn, subjects } from '@jogakbo/protocol';
import type { Command, EventDefinition } from '@jogakbo/contract';
import { foldRow, type Process } from '@jogakbo/domain';
import {
  actingsOf,
  deciding,
  definitionOf,
  definitionOfVertical,
  processesOf,
  streamsOf,
  type Commit,
  type NewCommit,
  type VerticalDefinition,
} from '@jogakbo/vertical/testing';
import { AggregateStreams, Checkpoints, Database, Gateway, SETTINGS } from '@jogakbo/vertical';
import { MemoryKeys, MemoryLog } from '@jogakbo/testing/memory';

const root = path.resolve(import.meta.dirname, '../../../..');
/** Loads a file of a vertical that no package exports: what is inside a vertical nobody else uses, but its rules are looked at here. */
export const inside = <T>(file: string): Promise<T> => import(pathToFileURL(path.join(root, 'verticals', file)).href) as Promise<T>;

/** A log that tells what is appended to it. */
class ToldLog extends MemoryLog {
  readonly all: Commit[] = [];
  override async append(commit: NewCommit, expected: number): Promise<number> {
    const position = await super.append(commit, expected);
    if (position > this.all.length) this.all.push({ ...commit, position });
    return position;
  }
}

/** An event as a follower is given it. */
export type Told = Parameters<ReturnType<typeof actingsOf>[number]['act']>[0];

/** One vertical's back end in this process: its own handlers, deciders and processes on a log in memory, without its read store. */
export class Branch {
  readonly log = new ToldLog();
  readonly personal = new MemoryKeys();
  readonly processes: readonly Process[];
  readonly actings: ReturnType<typeof actingsOf>;
  private readonly streams: ReadonlyMap<string, AggregateStreams>;
  private handlers = new Map<string, (data: unknown) => unknown>();
  private app: INestApplicationContext | undefined;
  private constructor(
    readonly definition: VerticalDefinition,
    private readonly now: () => Date,
  ) {
    this.processes = processesOf(definition);
    this.actings = actingsOf(definition, [...this.processes]);
    const deciders = [...(definition.deciders ?? []), ...this.processes.map(({ decider }) => decider)];
    const parts = { ...deciding(this.log, { personal: this.personal }), now: () => this.now() };
    this.streams = new Map(deciders.map((decider) => [decider.name, new AggregateStreams(decider, parts)]));
  }

  /** @param instead What its handlers are given in place of what they have in a running shop. */
  static async open(vertical: string, now: () => Date, instead: readonly { provide: unknown; useValue: unknown }[]): Promise<Branch> {
    const [file] = globSync(`${vertical}/backend/src/*.module.ts`, { cwd: path.join(root, 'verticals') });
    const exported = Object.values(await inside<Record<string, DynamicModule>>(file!)).find((each) => 'module' in each)!;
    const branch = new Branch(definitionOfVertical(exported), now);
    await branch.appoint(instead);
    return branch;
  }

  streamsOf(aggregate: string): AggregateStreams {
    return this.streams.get(aggregate)!;
  }
  handle({ type, data }: Pick<Command, 'type' | 'data'>): unknown {
    const handler = this.handlers.get(type);
    if (!handler) throw new Error(`${this.definition.name} has no handler for ${type}`);
    return handler(data);
  }

  /** What its handlers are given under a token. */
  given<T>(token: Type<T>): T {
    return this.app!.get(token, { strict: false });
  }

  /** A row of one of its projections, folded from its own log. */
  rowOf(projection: string, key: string): any {
    const found = this.definition.projections!.find(({ name }) => name === projection)!;
    return this.log.all
      .filter(({ subject }) => subjects.keyIn(subject) === key)
      .flatMap((commit) => eventsFrom(commit, Object.values(found.from)))
      .reduce((row: unknown, event) => foldRow(found, row, event, event.occurrence), null);
  }

  private async appoint(instead: readonly { provide: unknown; useValue: unknown }[]) {
    const { deciders = [], handlers = [], providers = [] } = this.definition;
    const commands = handlers.filter((handler) => definitionOf(handler)?.kind === 'command');
    const needless = { provide: Database, useValue: { query: async () => [] } };
    const given = [
      ...[...providers, ...handlers, needless, { provide: Checkpoints, useValue: { seen: async () => {} } }],
      ...[
        { provide: Gateway, useValue: {} },
        { provide: SETTINGS, useValue: {} },
      ],
      ...streamsOf(deciders, this.log, { personal: this.personal }),
      ...instead,
    ];
    @Module({})
    class Appointed {}
    const app = (this.app = await NestFactory.createApplicationContext(
      { module: Appointed, providers: given as never },
      { logger: false },
    ));
    this.handlers = new Map(
      commands.map((handler: Type) => [definitionOf(handler)!.type, (data: unknown) => app.get(handler, { strict: false }).handle(data)]),
    );
  }
}

/** The events of a commit that somebody follows. */
export function eventsFrom({ subject, headers, body, position }: Commit, followed: readonly EventDefinition[]): Told[] {
  const aggregate = subjects.aggregateIn(subject);
  const logged = eventsIn(
    (name) => headers[name],
    () => JSON.parse(body),
  );
  return logged.flatMap((event, place) => {
    const definition = followed.find((each) => each.aggregate === aggregate && each.type === event.type);
    if (!definition) return [];
    const { type, id, correlationId, traceparent } = event;
    const occurrence = { position, place, occurredAt: new Date(event.occurredAt) };
    const message = { subject, headers: undefined, data: Buffer.from(body) };
    const data = current(definition, event);
    return [{ kind: 'event' as const, type, data, aggregate, id, correlationId, traceparent, occurrence, message }];
  });
}
