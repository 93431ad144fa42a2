import { existsSync } from 'node:fs';
import path from 'node:path';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Ask } from '@jogakbo/blocks/server';
import { jetStreamOn, Requests, type HealthServer, type ServiceConfig } from '@jogakbo/runtime';
import type { CarryOut } from './commands/joined.ts';
import { NamedRequests } from './commands/named-requests.ts';
import { assertLog } from './event-log/log-stream.ts';
import type { Feature } from './feature.ts';
import { featuresOf } from './features.ts';
import { Gateway } from './gateway-client.ts';
import { Database } from './postgres/database.ts';
import { Leadership } from './postgres/leadership.ts';
import { migrate } from './postgres/migrate.ts';
import { ASK, BLOCKS } from './tokens.ts';
import { describe, type VerticalDefinition } from './vertical.ts';

/** What a vertical's state is opened with. */
export interface Opening {
  readonly config: ServiceConfig;
  readonly connection: NatsConnection;
  /** Of the release that runs. */
  readonly version: string;
  readonly health?: HealthServer | undefined;
}

/** What a vertical keeps and does over time: its database, and a list of features. */
export class VerticalState {
  ask: Ask = () => Promise.reject(new Error('Not started yet'));
  private readonly stopping = new AbortController();
  private readonly definition: VerticalDefinition;
  private readonly connection: NatsConnection;
  private readonly gateway: Gateway;
  private database: Database | undefined;
  private features: readonly Feature[] = [];
  private constructor(definition: VerticalDefinition, { connection, config }: Opening) {
    this.definition = definition;
    this.connection = connection;
    this.gateway = new Gateway(config.GATEWAY_URL, config.GATEWAY_TOKEN);
  }

  /** Brings the database to what the vertical needs, and starts to read. A vertical without a database keeps nothing. */
  static async open(definition: VerticalDefinition, opening: Opening): Promise<VerticalState> {
    const state = new VerticalState(definition, opening);
    if (opening.config.DATABASE_URL) await state.keepIn(opening.config.DATABASE_URL, opening);
    return state;
  }

  private async keepIn(url: string, { config, version, health }: Opening): Promise<void> {
    const { definition, connection } = this;
    const database = new Database(url, config.INSTANCE);
    const migrations = path.join(config.RELEASE_DIR, 'backend/migrations');
    await migrate(database, existsSync(migrations) ? migrations : undefined);
    health?.ready('postgresql', () => database.query('select 1').then(() => undefined));
    const broker = await jetStreamOn(connection);
    if (describe(definition).keepsLog) await assertLog(broker, definition.name);
    const leadership = new Leadership(database);
    this.database = database;
    this.features = featuresOf({ ...broker, definition, connection, database, leadership, version, stopping: this.stopping.signal });
    for (const { start } of this.features) start?.();
    health?.ready('readers', () => this.problem());
  }

  /** Where names of requests are remembered. */
  get named(): NamedRequests | undefined {
    return this.database && new NamedRequests(this.database);
  }

  /** What the vertical's handlers are given. */
  providers() {
    return [
      { provide: BLOCKS, useValue: this.definition.blocks ?? [] },
      { provide: ASK, useValue: ((query, data) => this.ask(query, data)) as Ask },
      { provide: Requests, useValue: new Requests(this.connection) },
      { provide: Gateway, useValue: this.gateway },
      ...(this.database ? [{ provide: Database, useValue: this.database }] : []),
      ...this.features.flatMap(({ providers = [] }) => providers),
    ];
  }

  /** What answers whoever operates a vertical that keeps something. */
  handlers() {
    return this.features.flatMap(({ handlers = [] }) => handlers);
  }

  /** Resolves when the vertical's views have seen the writes that the current call knows of. */
  async caughtUp(): Promise<void> {
    await Promise.all(this.features.map(async ({ caughtUp }) => caughtUp?.()));
  }

  /** Carries out what others send without waiting, from now on. */
  serve(handle: CarryOut): void {
    for (const { serve } of this.features) serve?.(handle);
  }

  /** Takes nothing more for the handlers, and resolves when what was taken is done. */
  async leave(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.features.map(async ({ leave }) => leave?.()));
  }

  async close(): Promise<void> {
    this.gateway.close();
    await Promise.all(this.features.map(async ({ stop }) => stop?.()));
    await this.database?.close();
  }

  /** What keeps the vertical from being ready, if anything. */
  private problem(): string | undefined {
    return this.features.map(({ problem }) => problem?.()).find(Boolean);
  }
}
