import 'reflect-metadata';
import path from 'node:path';
import { readFile } from 'node:fs/promises';
import { Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { jetstream, type JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { Release, type QueryDefinition } from '@jogakbo/contract';
import type { Ask } from '@jogakbo/blocks/server';
import { Announcer } from './announcements/announcer.ts';
import { serviceConfig, type ServiceConfig } from './config.ts';
import { definitionOf } from './handlers.ts';
import { streamsOf } from './log/deciding.ts';
import { JetStreamLog } from './log/jetstream-log.ts';
import { logProviders } from './log/log-providers.ts';
import { DatabaseSnapshots } from './log/snapshots.ts';
import { connectToNats } from './nats/connection.ts';
import { ensureLog } from './nats/log-stream.ts';
import { Requests } from './nats/requests.ts';
import { VerticalServer } from './nats/vertical-server.ts';
import { Outbox } from './outbox/outbox.ts';
import { OutboxRelay } from './outbox/relay.ts';
import { Database } from './postgres/database.ts';
import { migrate } from './postgres/migrate.ts';
import { ProblemFilter } from './problem-filter.ts';
import { runProcess } from './process.ts';
import { Checkpoints } from './projections/checkpoints.ts';
import { readersOf, type LogReader } from './projections/log-reader.ts';
import { HealthServer } from './telemetry/health-server.ts';
import { nestLog } from './telemetry/log.ts';
import { ASK, BLOCKS } from './tokens.ts';
import { asked, definitionOfVertical, describe, type VerticalDefinition } from './vertical.ts';

/** Reads the record of the release that this process runs. */
export async function readRelease(folder: string): Promise<Release> {
  return Release.parse(JSON.parse(await readFile(path.join(folder, 'release.json'), 'utf8')));
}

/**
 * Runs a vertical's back end until it is told to stop.
 *
 * @remarks Start: NATS and PostgreSQL, migrations, log, readers, then the first request. Stop (SIGTERM): says goodbye,
 * answers what it accepted, commits what it reads, and lets go of the connections last.
 */
export async function runVertical(module: DynamicModule): Promise<void> {
  const definition = definitionOfVertical(module);
  await runProcess(describe(definition), (health) => startVertical(module, definition, serviceConfig(), health));
}

async function startVertical(module: DynamicModule, definition: VerticalDefinition, config: ServiceConfig, health: HealthServer) {
  const release = await readRelease(config.RELEASE_DIR);
  const connection = await connectToNats(config, health);
  const state = await openState(definition, config, connection, health);
  const server = new VerticalServer(connection, { vertical: definition.name, version: release.version, messages: asked(definition) });
  const app = await NestFactory.createMicroservice(withPlatform(module, definition, state.providers(connection)), {
    strategy: server,
    logger: nestLog,
  });
  app.useGlobalFilters(new ProblemFilter());
  state.ask = (query, data) => answerLocally(definition, (type) => app.get(type), query, data);
  await app.listen();
  const announcer = new Announcer(connection, { ...release, instance: config.INSTANCE, leaving: false });
  announcer.start();
  return async () => {
    announcer.leave();
    state.stopping.abort();
    await app.close();
    await state.close();
    await connection.drain();
  };
}

/** What a vertical keeps: its database, its log and its readers. */
class VerticalState {
  ask: Ask = () => Promise.reject(new Error('Not started yet'));
  relay: OutboxRelay | undefined;
  log: JetStreamLog | undefined;
  readers: LogReader[] = [];
  /** Aborts when the process is told to stop. */
  readonly stopping = new AbortController();
  constructor(
    private readonly definition: VerticalDefinition,
    readonly database: Database | undefined,
  ) {}

  providers(connection: NatsConnection) {
    const database = this.database;
    return [
      { provide: BLOCKS, useValue: this.definition.blocks ?? [] },
      { provide: ASK, useValue: ((query, data) => this.ask(query, data)) as Ask },
      { provide: Requests, useValue: new Requests(connection) },
      ...(this.log && database ? streamsOf(this.definition.deciders ?? [], this.log, new DatabaseSnapshots(database)) : []),
      ...(this.log && database ? logProviders(this.logUse(), this.log, database) : []),
      ...(database
        ? [
            { provide: Database, useValue: database },
            { provide: Checkpoints, useValue: new Checkpoints(database, this.definition.projections ?? []) },
            { provide: Outbox, useValue: new Outbox(database, () => this.relay?.wake()) },
          ]
        : []),
    ];
  }

  private logUse() {
    const { name: vertical, deciders = [], projections = [] } = this.definition;
    return { vertical, keepsLog: describe(this.definition).keepsLog, deciders, projections, stop: this.stopping.signal };
  }

  startReading(connection: NatsConnection, manager: JetStreamManager, database: Database) {
    const parts = { vertical: this.definition.name, database, manager, jetstream: jetstream(connection) };
    this.readers = readersOf(this.definition.projections ?? [], parts);
    for (const reader of this.readers) reader.start();
    if (!describe(this.definition).keepsLog) return;
    this.relay = new OutboxRelay(this.definition.name, database, parts.jetstream, manager);
    this.relay.start();
  }

  async close() {
    await Promise.all([this.relay?.stop(), ...this.readers.map((reader) => reader.stop())]);
    await this.database?.close();
  }
}

async function openState(definition: VerticalDefinition, config: ServiceConfig, connection: NatsConnection, health: HealthServer) {
  if (!config.DATABASE_URL) return new VerticalState(definition, undefined);
  const database = new Database(config.DATABASE_URL, config.INSTANCE);
  await migrate(database, path.join(config.RELEASE_DIR, 'backend/migrations'));
  health.ready('postgresql', () => database.query('select 1').then(() => undefined));
  const manager = await ensureLog(connection, definition.name, describe(definition).keepsLog);
  const state = new VerticalState(definition, database);
  state.log = new JetStreamLog(definition.name, jetstream(connection), manager);
  state.startReading(connection, manager, database);
  health.ready('readers', () => state.readers.map((reader) => reader.problem()).find(Boolean));
  return state;
}

function withPlatform(module: DynamicModule, definition: VerticalDefinition, providers: any[]): DynamicModule {
  @Module({})
  class Running {}
  return {
    module: Running,
    controllers: module.controllers,
    providers: [...(module.providers ?? []), ...(definition.handlers ?? []), ...providers],
  };
}

async function answerLocally(definition: VerticalDefinition, get: (type: any) => any, query: QueryDefinition, data: unknown) {
  const handler = (definition.handlers ?? []).find((candidate) => definitionOf(candidate) === query);
  if (!handler) throw new Error(`${definition.name} shows ${query.type} in a block and does not answer it itself.`);
  return get(handler).answer(query.schema.parse(data));
}
