import { existsSync } from 'node:fs';
import path from 'node:path';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Ask } from '@jogakbo/blocks/server';
import { CommandListener } from './commands/command-listener.ts';
import { CommandReader } from './commands/command-reader.ts';
import { commandRedelivering } from './operations/dead-letters/command-redelivery.ts';
import { CommandSender } from './commands/command-sender.ts';
import { joined, type CarryOut } from './commands/joined.ts';
import { NamedRequests } from './commands/named-requests.ts';
import { jetStreamOn, Requests, type ServiceConfig, type JetStream, type HealthServer } from '@jogakbo/runtime';
import { Gateway } from './gateway-client.ts';
import { deciding, streamsOf } from './event-log/deciding.ts';
import { JetStreamLog } from './event-log/jetstream-log.ts';
import { LogEnds } from './event-log/log-ends.ts';
import { logProviders } from './operations/log/log-providers.ts';
import { DatabaseSnapshots } from './event-log/snapshots.ts';
import { assertLog } from './event-log/log-stream.ts';
import { Outbox } from './outbox/outbox.ts';
import { OutboxRelay } from './outbox/relay.ts';
import { PersonalKeys } from './personal/personal-keys.ts';
import { Database } from './postgres/database.ts';
import { Leadership } from './postgres/leadership.ts';
import { migrate } from './postgres/migrate.ts';
import { ProcessDesk } from './operations/sagas/process-desk.ts';
import { processTable } from './reactors/process-table.ts';
import { Processes, processesOf } from './reactors/processes.ts';
import { Checkpoints } from './projections/checkpoints.ts';
import { SeenHandler } from './projections/seen.handler.ts';
import { PastRows } from './operations/views/past-rows.ts';
import { projectionRedelivering } from './operations/dead-letters/projection-redelivery.ts';
import { projectionReaderships } from './projections/projection-writer.ts';
import { Rebuilds } from './projections/rebuilds.ts';
import { RebuildHandler, RowHandler, ViewsHandler } from './operations/views/views.handlers.ts';
import { buryCommand } from './subscriptions/dead-letters.ts';
import { DiscardHandler, LettersHandler, letterProviders, RedeliverHandler } from './operations/dead-letters/letters.handlers.ts';
import { DeadLetters } from './operations/dead-letters/letters.ts';
import { LogReader } from './subscriptions/log-reader.ts';
import { LoggedEvents } from './operations/dead-letters/logged-events.ts';
import type { Redelivering } from './operations/dead-letters/redelivery.ts';
import { deadLettersAre } from './metrics.ts';
import { ASK, BLOCKS } from './tokens.ts';
import { commandsOf, describe, takesCommands, type VerticalDefinition } from './vertical.ts';

/** What a vertical's state is opened with. */
export interface Opening {
  readonly config: ServiceConfig;
  readonly connection: NatsConnection;
  /** Of the release that runs. */
  readonly version: string;
  readonly health?: HealthServer | undefined;
}

interface Parts extends JetStream {
  readonly database: Database;
  readonly leadership: Leadership;
  readonly version: string;
}

/** What a vertical keeps and does over time: its database, its log, its readers, its processes and the commands sent to it. */
export class VerticalState {
  ask: Ask = () => Promise.reject(new Error('Not started yet'));
  commands: CommandReader | undefined;
  private listener: CommandListener | undefined;
  /** Aborts when the process is told to stop. */
  readonly stopping = new AbortController();
  private relay: OutboxRelay | undefined;
  private processes: Processes | undefined;
  private readers: LogReader[] = [];
  private readonly definition: VerticalDefinition;
  private readonly connection: NatsConnection;
  private readonly gateway: Gateway;
  private readonly parts: Parts | undefined;
  private constructor(definition: VerticalDefinition, { connection, config }: Opening, parts?: Parts) {
    this.definition = definition;
    this.connection = connection;
    this.gateway = new Gateway(config.GATEWAY_URL, config.GATEWAY_TOKEN);
    this.parts = parts;
  }

  /** Brings the database to what the vertical needs, and starts to read. A vertical without a database keeps nothing. */
  static async open(definition: VerticalDefinition, opening: Opening): Promise<VerticalState> {
    const { config, connection, version, health } = opening;
    if (!config.DATABASE_URL) return new VerticalState(definition, opening);
    const database = new Database(config.DATABASE_URL, config.INSTANCE);
    const migrations = path.join(config.RELEASE_DIR, 'backend/migrations');
    await migrate(database, existsSync(migrations) ? migrations : undefined);
    health?.ready('postgresql', () => database.query('select 1').then(() => undefined));
    const broker = await jetStreamOn(connection);
    if (describe(definition).keepsLog) await assertLog(broker, definition.name);
    const state = new VerticalState(definition, opening, { ...broker, database, leadership: new Leadership(database), version });
    state.start();
    const letters = new DeadLetters(database);
    deadLettersAre(() => letters.counts());
    health?.ready('readers', () => state.problem());
    return state;
  }

  /** Where names of requests are remembered. */
  get named(): NamedRequests | undefined {
    return this.parts && new NamedRequests(this.parts.database);
  }

  /** What the vertical's handlers are given. */
  providers() {
    const { blocks = [], deciders = [], projections = [] } = this.definition;
    return [
      { provide: BLOCKS, useValue: blocks },
      { provide: ASK, useValue: ((query, data) => this.ask(query, data)) as Ask },
      { provide: Requests, useValue: new Requests(this.connection) },
      { provide: Gateway, useValue: this.gateway },
      ...(this.parts
        ? [
            { provide: Database, useValue: this.parts.database },
            { provide: Checkpoints, useValue: new Checkpoints(this.parts.database, projections, new LogEnds(this.parts.manager)) },
            ...streamsOf(deciders, this.log(this.parts), this.kept(this.parts)),
            { provide: ProcessDesk, useValue: new ProcessDesk(this.processes!, this.parts.database) },
            ...this.outbox(this.parts),
            ...logProviders(this.logUse(), this.log(this.parts), this.parts.database),
            { provide: Rebuilds, useValue: new Rebuilds(projections, this.parts) },
            { provide: PastRows, useValue: new PastRows(projections, this.parts) },
            ...letterProviders(this.parts.database, this.redeliverings(this.parts)),
          ]
        : []),
    ];
  }

  /** What answers whoever operates a vertical that keeps something. */
  handlers() {
    return this.parts ? [SeenHandler, LettersHandler, RedeliverHandler, DiscardHandler, ViewsHandler, RebuildHandler, RowHandler] : [];
  }

  /** Carries out what others send without waiting, from now on. */
  takeCommands(handle: CarryOut) {
    if (!this.parts || !takesCommands(this.definition)) return;
    const { database, jetstream } = this.parts;
    const { name } = this.definition;
    const commands = commandsOf(this.definition);
    const carryOut = joined(handle);
    this.listener = new CommandListener({ vertical: name, connection: this.connection, commands, carryOut });
    this.listener.start();
    this.commands = new CommandReader({
      ...{ vertical: name, jetstream, sender: new CommandSender(name, this.connection), commands, carryOut },
      hearOutcome: (outcome, id) => this.processes!.hearOutcome(outcome, id),
      bury: (failed) => buryCommand(name, failed, database.autocommit),
    });
    this.commands.start();
  }

  /** Takes no commands any more, and resolves when those that were taken are done. */
  async leaveCommands() {
    await Promise.all([this.listener?.stop(), this.commands?.stop()]);
  }

  async close() {
    this.gateway.close();
    await Promise.all([this.relay?.stop(), this.processes?.deadlines.stop(), ...this.readers.map((reader) => reader.stop())]);
    await this.parts?.database.close();
  }

  private start() {
    const { definition, parts } = this;
    const { database, leadership } = parts!;
    const { name } = definition;
    const sender = new CommandSender(name, this.connection);
    const processes = new Processes(definition, {
      ...deciding(this.log(parts!)),
      personal: this.kept(parts!).personal,
      database,
      leadership,
      sender,
    });
    this.processes = processes;
    const rebuilds = new Rebuilds(definition.projections ?? [], parts!);
    const besideOf = (stream: string) => rebuilds.underWay(stream);
    const readerships = [...projectionReaderships(this.tables(), database, besideOf), ...processes.readerships(database)];
    this.readers = readerships.map((readership) => new LogReader(readership, parts!));
    for (const reader of this.readers) reader.start();
    if (processes.all.length > 0) processes.deadlines.start();
    if (!this.recordsInOutbox()) return;
    this.relay = new OutboxRelay(name, parts!);
    this.relay.start();
  }

  /** All projections, those of its processes too. */
  private tables() {
    return [...(this.definition.projections ?? []), ...(this.processes?.all ?? []).map(processTable)];
  }

  private redeliverings({ database, jetstream, connection }: Parts): Redelivering[] {
    const log = new LoggedEvents(connection);
    return [
      ...this.tables().map((projection) => projectionRedelivering(projection, database, log)),
      ...(this.processes?.redeliverings(database, log) ?? []),
      commandRedelivering(this.definition.name, database, jetstream),
    ];
  }

  /** What keeps the vertical from being ready, if anything. */
  private problem(): string | undefined {
    return [...this.readers, ...(this.commands ? [this.commands] : [])].map((reader) => reader.problem()).find(Boolean);
  }

  private logUse() {
    const { name: vertical, deciders = [] } = this.definition;
    const { keepsLog, readers } = describe(this.definition);
    const all = [...deciders, ...processesOf(this.definition).map(({ decider }) => decider)];
    return { vertical, keepsLog, deciders: all, reads: readers.map(({ stream }) => stream), stop: this.stopping.signal };
  }

  private kept({ database }: Parts) {
    return { snapshots: new DatabaseSnapshots(database), personal: new PersonalKeys(database) };
  }
  private log(broker: Parts) {
    return new JetStreamLog(this.definition.name, broker);
  }

  /** An outbox writes the log alone, in the order of its transactions: where aggregates append of their own, there is none. */
  private recordsInOutbox(): boolean {
    const { deciders = [], sagas = [], gatherings = [] } = this.definition;
    return describe(this.definition).keepsLog && deciders.length + sagas.length + gatherings.length === 0;
  }
  private outbox({ database }: Parts) {
    return this.recordsInOutbox() ? [{ provide: Outbox, useValue: new Outbox(database, () => this.relay?.wake()) }] : [];
  }
}
