import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { NatsConnection } from '@nats-io/transport-node';
import { provision, streamsFor } from '@jogakbo/provisioning';
import { connectToNats, jetStreamOn, log, Registry } from '@jogakbo/runtime';
import { gatewayConfig, type GatewayConfig } from '../config.ts';
import { buildDoor, type Door } from '../gateway.ts';
import { anyNumber } from '../settings.ts';
import { TestNats } from './nats-server.ts';

log.level = process.env.LOG_LEVEL ?? 'silent';

export const STAFF_TOKEN = 'a-token-for-specs-only';

/** A gateway over a real NATS server, with room for stand-ins. */
export class TestShop {
  private constructor(
    readonly nats: TestNats,
    readonly connection: NatsConnection,
    readonly registry: Registry,
    readonly config: GatewayConfig,
    readonly door: Door,
  ) {}

  static async open(settings: Record<string, string> = {}): Promise<TestShop> {
    const nats = await TestNats.start();
    const folder = mkdtempSync(path.join(tmpdir(), 'jogakbo-releases-'));
    const config = gatewayConfig({
      NATS_URL: nats.url,
      NATS_USER: 'test',
      NATS_PASSWORD: 'test',
      HEALTH_PORT: '0',
      INSTANCE: 'gateway-1',
      RELEASE_DIR: folder,
      RELEASES_DIR: folder,
      PORT: '0',
      STAFF_TOKEN,
      ...anyNumber,
      ...settings,
    });
    const connection = await connectToNats(config);
    await provision((await jetStreamOn(connection)).manager, streamsFor([], { log: -1, commands: -1, replicas: 1 }));
    const registry = new Registry(connection);
    await registry.start();
    const door = await buildDoor({ config, connection, registry });
    await door.app.listen(0, '127.0.0.1');
    return new TestShop(nats, connection, registry, config, door);
  }

  get address(): string {
    const { port } = this.door.app.getHttpServer().address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
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
    await this.door.stop();
    this.registry.stop();
    await this.connection.close();
    await this.nats.stop();
    rmSync(this.config.RELEASES_DIR, { recursive: true, force: true });
  }
}
