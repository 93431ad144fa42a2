import { rmSync } from 'node:fs';
import path from 'node:path';
import type { JetStreamClient } from '@nats-io/jetstream';
import { Brokers, type NatsAccess, startServers } from '@jogakbo/dev';
import { connectToNats, jetStreamOn, ServiceConfig } from '@jogakbo/runtime';
import { Database } from '@jogakbo/vertical';
import { JetStreamLog, migrate } from '@jogakbo/vertical/testing';

/** A vertical's log, and the broker below it. */
export interface MeasuredLog {
  readonly log: JetStreamLog;
  readonly jetstream: JetStreamClient;
}

/** What is measured: logs that are synced before they acknowledge, one that isn't, and a database. */
export interface LogGround {
  /** By vertical, on a broker that syncs always. */
  readonly durable: (vertical: string) => Promise<MeasuredLog>;
  /** On a broker that syncs as often as it does by itself. */
  readonly relaxed: (vertical: string) => Promise<MeasuredLog>;
  readonly database: Database;
  /** PostgreSQL as it is by itself: on disk before it says so. */
  readonly databaseUrl: string;
  readonly stop: () => Promise<void>;
}

/** The interval of a NATS server that was not told any. */
const BY_ITSELF = '2m';

/** Starts servers in folders of their own, which are emptied before. */
export async function openLogGround(state: string, verticals: string[]): Promise<LogGround> {
  const folders = ['durable', 'relaxed'].map((name) => path.join(state, 'log', name));
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  const servers = await startServers(folders[0]!, verticals);
  const closing: (() => Promise<unknown>)[] = [() => servers.stop()];
  const stop = async () => {
    for (const close of closing.toReversed()) await close();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  };
  try {
    const brokers = await Brokers.start(folders[1]!, verticals, { count: 1, syncInterval: BY_ITSELF });
    closing.push(() => brokers.stop());
    const databaseUrl = servers.databaseUrlOf(verticals[0]!);
    const database = new Database(databaseUrl, 'bench');
    closing.push(() => database.close());
    await migrate(database);
    const logOn = async (access: NatsAccess) => {
      const { measured, close } = await logOf(access);
      closing.push(close);
      return measured;
    };
    return {
      durable: (vertical) => logOn(servers.natsFor(vertical)),
      relaxed: (vertical) => logOn(brokers.natsFor(vertical)),
      database,
      databaseUrl,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function logOf({ url, user, password }: NatsAccess): Promise<{ measured: MeasuredLog; close: () => Promise<void> }> {
  const config = { NATS_URL: url, NATS_USER: user, NATS_PASSWORD: password, HEALTH_PORT: 0, INSTANCE: `${user}-1`, RELEASE_DIR: '.' };
  const connection = await connectToNats(ServiceConfig.parse(config));
  const broker = await jetStreamOn(connection);
  const log = new JetStreamLog(user, broker);
  return { measured: { log, jetstream: broker.jetstream }, close: () => connection.close() };
}
