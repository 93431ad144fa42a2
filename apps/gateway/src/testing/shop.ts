import { connect } from '@nats-io/transport-node';
import { provision, streamsFor } from '@jogakbo/provisioning';
import { jetStreamOn, log, type Registry } from '@jogakbo/runtime';
import { TestGateway, type Access } from './gateway.ts';
import { TestNats } from './nats-server.ts';

export { STAFF_TOKEN } from './gateway.ts';

log.level = process.env.LOG_LEVEL ?? 'silent';

/** Makes what whoever deploys makes before anything else. */
async function provided({ url, user, password }: Access) {
  const connection = await connect({ servers: url, user, pass: password });
  await provision((await jetStreamOn(connection)).manager, streamsFor([], { log: -1, commands: -1, replicas: 1 }));
  await connection.close();
}

/** A gateway over a real NATS server, with room for stand-ins. */
export class TestShop {
  private constructor(
    readonly nats: TestNats,
    private readonly gateway: TestGateway,
  ) {}

  static async open(settings: Record<string, string> = {}): Promise<TestShop> {
    const nats = await TestNats.start();
    const access = { url: nats.url, user: 'test', password: 'test' };
    await provided(access);
    return new TestShop(nats, await TestGateway.open(access, settings));
  }

  /** The gateway's own, which stand-ins share. */
  get connection() {
    return this.gateway.connection;
  }
  get registry() {
    return this.gateway.registry;
  }
  get config() {
    return this.gateway.config;
  }
  get door() {
    return this.gateway.door;
  }
  get address() {
    return this.gateway.address;
  }

  fetch(address: string, init: RequestInit = {}): Promise<Response> {
    return fetch(this.address + address, { redirect: 'manual', ...init });
  }

  /** Resolves when the registry knows what the test needs it to know. */
  async knows(fact: (registry: Registry) => boolean): Promise<void> {
    if (fact(this.registry)) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const watching = setInterval(() => fact(this.registry) && resolve(), 5);
    await promise;
    clearInterval(watching);
  }

  async close() {
    await this.gateway.close();
    await this.nats.stop();
  }
}
