import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { NatsConnection } from '@nats-io/transport-node';
import { Brokers } from '@jogakbo/dev';
import { JetStreamLog } from '@jogakbo/vertical/testing';
import { connectAs } from './shop/access.ts';

/** NATS servers that may be broken, with the log of one vertical on all of them. */
export interface BrokenGround {
  readonly vertical: string;
  readonly brokers: Brokers;
  /** A connection of its own, as another process has it. */
  readonly connect: (user?: string) => Promise<NatsConnection>;
  /** The vertical's log over a connection of its own. */
  readonly log: () => Promise<JetStreamLog>;
  readonly stop: () => Promise<void>;
}

/** Starts servers of their own in a temporary folder, which is removed when they stop. */
export async function brokenGround(vertical: string, count: number): Promise<BrokenGround> {
  const folder = mkdtempSync(path.join(tmpdir(), 'faults-'));
  const brokers = await Brokers.start(folder, [vertical], { count });
  const connections: NatsConnection[] = [];
  const connect = async (user = vertical) => {
    const connection = await connectAs(user, brokers);
    connections.push(connection);
    return connection;
  };
  const stop = async () => {
    await Promise.all(connections.map((connection) => connection.close()));
    await brokers.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  const log = async () => JetStreamLog.on(await connect(), vertical);
  return { vertical, brokers, connect, log, stop };
}
