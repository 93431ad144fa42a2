import { setTimeout as wait } from 'node:timers/promises';
import type { DynamicModule } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import { subjects } from '@jogakbo/protocol';
import type { Command, DataOf, EventDefinition, Query } from '@jogakbo/contract';
import { needsOf as needsOfReleases, type Needs } from '@jogakbo/provisioning';
import { connectToNats, Requests, ServiceConfig, type HealthServer } from '@jogakbo/runtime';
import { Database } from '@jogakbo/vertical';
import { definitionOfVertical, describe, eventsOf, JetStreamLog, startVertical } from '@jogakbo/vertical/testing';

/** Where verticals are run: real NATS and PostgreSQL, such as `startServers` of apps/dev gives them. */
export interface TestServers {
  readonly natsFor: (user: string) => { readonly url: string; readonly user: string; readonly password: string };
  readonly databaseUrlOf: (vertical: string) => string;
  readonly provide: (needs: Needs[]) => Promise<void>;
}

/** The version that verticals under test run as. */
export const VERSION_UNDER_TEST = 'under-test';
const PATIENCE = 20_000;

/** What a vertical's module needs of NATS and PostgreSQL. */
export const needsOf = (module: DynamicModule): Needs => needsOfReleases([describe(definitionOfVertical(module))])[0]!;

/**
 * Verticals that run in a test, on real NATS and PostgreSQL: asked by their messages, and seen by the facts in their logs.
 *
 * @example
 * const shop = await VerticalsUnderTest.on(servers, [OrderingModule, InventoryModule]);
 * await shop.start(OrderingModule);
 * await shop.ask('ordering', PlaceOrder({ orderId: 'o-1' }));
 * await shop.happened(OrderConfirmed, 'o-1');
 */
export class VerticalsUnderTest {
  private readonly servers: TestServers;
  private readonly stops = new Set<() => Promise<void>>();
  private readonly connections: NatsConnection[] = [];
  private readonly databases = new Map<string, Database>();
  private requests!: Requests;
  private replicas = 0;
  private constructor(servers: TestServers) {
    this.servers = servers;
  }

  /** Prepares rights and databases for these verticals; none of them runs yet. */
  static async on(servers: TestServers, modules: readonly DynamicModule[]): Promise<VerticalsUnderTest> {
    await servers.provide(modules.map(needsOf));
    const verticals = new VerticalsUnderTest(servers);
    verticals.requests = new Requests(await verticals.connectionOf('gateway'));
    return verticals;
  }

  /** Starts one more replica of a vertical in this process, with its own settings; answers how it is stopped in order. */
  async start(module: DynamicModule, environment: NodeJS.ProcessEnv = {}, health?: HealthServer): Promise<() => Promise<void>> {
    const definition = definitionOfVertical(module);
    this.replicas += 1;
    const config = this.configOf(definition.name, `${definition.name}-${this.replicas}`);
    const release = { vertical: definition.name, version: VERSION_UNDER_TEST, description: describe(definition) };
    const end = await startVertical(module, { release, config, environment, health });
    const stop = async () => {
      if (this.stops.delete(stop)) await end();
    };
    this.stops.add(stop);
    return stop;
  }

  /** Asks a vertical, as the gateway does. */
  ask(vertical: string, { type, data }: Command | Query, deadline = 5000): Promise<any> {
    return this.requests.ask(subjects.request(vertical, VERSION_UNDER_TEST, type), data, deadline);
  }

  /** A vertical's log, as its own processes have it. */
  async log(vertical: string): Promise<JetStreamLog> {
    return JetStreamLog.on(await this.connectionOf(vertical), vertical);
  }

  /** All events of one aggregate, as its log has them. */
  async events(vertical: string, aggregate: string, key: string): Promise<{ type: string; data: any }[]> {
    const log = await this.log(vertical);
    const commits = await log.readAfter(subjects.log(vertical, aggregate, key), 0);
    return commits.flatMap(eventsOf).map(({ type, data }) => ({ type, data: data() }));
  }

  /** Waits until an event has happened to one aggregate, and gives its data. */
  async happened<E extends EventDefinition>(event: E, key: string, patience = PATIENCE): Promise<DataOf<E>> {
    const until = performance.now() + patience;
    for (;;) {
      const events = await this.events(event.vertical, event.aggregate, key);
      const found = events.find(({ type }) => type === event.type);
      if (found) return found.data;
      if (performance.now() > until)
        throw new Error(`${event.type} has not happened to ${key}, only ${events.map(({ type }) => type).join(', ') || 'nothing'}`);
      await wait(20);
    }
  }

  /** A vertical's own database. */
  database(vertical: string): Database {
    const known = this.databases.get(vertical) ?? new Database(this.servers.databaseUrlOf(vertical), `${vertical}-test`);
    this.databases.set(vertical, known);
    return known;
  }

  /** Stops all that was started, in order. */
  async stop() {
    await Promise.all([...this.stops].map((stop) => stop()));
    await Promise.all([...this.databases.values()].map((database) => database.close()));
    await Promise.all(this.connections.map((connection) => connection.close()));
  }

  private readonly byUser = new Map<string, Promise<NatsConnection>>();
  private connectionOf(user: string): Promise<NatsConnection> {
    const known = this.byUser.get(user);
    if (known) return known;
    const opening = connectToNats(this.configOf(user, `${user}-test`)).then((connection) => {
      this.connections.push(connection);
      return connection;
    });
    this.byUser.set(user, opening);
    return opening;
  }

  private configOf(user: string, instance: string) {
    const { url, user: name, password } = this.servers.natsFor(user);
    return ServiceConfig.parse({
      ...{ NATS_URL: url, NATS_USER: name, NATS_PASSWORD: password, DATABASE_URL: this.databaseFor(user) },
      ...{ HEALTH_PORT: 0, INSTANCE: instance, RELEASE_DIR: '.', LOG_LEVEL: 'silent' },
    });
  }
  private databaseFor(user: string) {
    return user === 'gateway' ? undefined : this.servers.databaseUrlOf(user);
  }
}
