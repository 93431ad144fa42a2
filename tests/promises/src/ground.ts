import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startServers, type RunningServers } from '@jogakbo/dev';
import { connectToNats, jetStreamOn, ServiceConfig, type HealthServer, type JetStream } from '@jogakbo/runtime';
import { Database } from '@jogakbo/vertical';
import { Leadership, migrate } from '@jogakbo/vertical/testing';

/** Real NATS and PostgreSQL with one vertical on them, as its process would find them. */
export interface Ground extends JetStream {
  readonly servers: RunningServers;
  readonly database: Database;
  readonly leadership: Leadership;
  /** Another process's view: its own connections, as the vertical or as another user of NATS. */
  readonly another: (user?: string) => Promise<Pick<Ground, 'connection' | 'jetstream' | 'manager' | 'database' | 'leadership'>>;
  readonly stop: () => Promise<void>;
}

export async function groundFor(vertical: string): Promise<Ground> {
  const folder = mkdtempSync(path.join(tmpdir(), 'promises-'));
  const servers = await startServers(folder, [{ vertical, reads: [vertical] }]);
  const opened: (() => Promise<unknown>)[] = [];
  const another = async (user = vertical) => {
    const connection = await connectionTo(servers, user);
    const database = new Database(servers.databaseUrlOf(vertical), `${vertical}-test`);
    opened.push(
      () => connection.close(),
      () => database.close(),
    );
    return { ...(await jetStreamOn(connection)), database, leadership: new Leadership(database) };
  };
  const first = await another();
  await migrate(first.database);
  const stop = async () => {
    await Promise.all(opened.map((close) => close()));
    await servers.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...first, servers, another, stop };
}

/** A connection to NATS as one of its users, as a process has it. */
export const connectionTo = (servers: RunningServers, user: string, health?: HealthServer) =>
  connectToNats(configOf(servers, user), health);

function configOf(servers: RunningServers, name: string) {
  const { url, user, password } = servers.natsFor(name);
  return ServiceConfig.parse({
    NATS_URL: url,
    NATS_USER: user,
    NATS_PASSWORD: password,
    HEALTH_PORT: 0,
    INSTANCE: `${name}-1`,
    RELEASE_DIR: '.',
  });
}
