import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { NatsConnection } from '@nats-io/transport-node';
import { connectToNats, Registry } from '@jogakbo/runtime';
import { gatewayConfig, type GatewayConfig } from '../config.ts';
import { buildDoor, type Door } from '../gateway.ts';
import { anyNumber } from '../settings.ts';

export const STAFF_TOKEN = 'a-token-for-specs-only';

export interface Access {
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

const configOn = ({ url, user, password }: Access, folder: string, settings: Record<string, string>): GatewayConfig =>
  gatewayConfig({
    NATS_URL: url,
    NATS_USER: user,
    NATS_PASSWORD: password,
    HEALTH_PORT: '0',
    INSTANCE: 'gateway-1',
    RELEASE_DIR: folder,
    RELEASES_DIR: folder,
    PORT: '0',
    STAFF_TOKEN,
    ...anyNumber,
    ...settings,
  });

/** A gateway in this process, on a NATS server that somebody else has started and provided. */
export class TestGateway {
  private constructor(
    readonly config: GatewayConfig,
    readonly connection: NatsConnection,
    readonly registry: Registry,
    readonly door: Door,
  ) {}

  static async open(access: Access, settings: Record<string, string> = {}): Promise<TestGateway> {
    const config = configOn(access, mkdtempSync(path.join(tmpdir(), 'jogakbo-releases-')), settings);
    const connection = await connectToNats(config);
    const registry = new Registry(connection);
    await registry.start();
    const door = await buildDoor({ config, connection, registry });
    await door.app.listen(0, '127.0.0.1');
    return new TestGateway(config, connection, registry, door);
  }

  get address(): string {
    const { port } = this.door.app.getHttpServer().address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async close() {
    await this.door.stop();
    this.registry.stop();
    await this.connection.close();
    rmSync(this.config.RELEASES_DIR, { recursive: true, force: true });
  }
}
