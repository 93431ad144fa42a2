import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { jetstreamManager } from '@nats-io/jetstream';
import { databaseFolder, type ProcessStatus, type State } from '@jogakbo/dev';
import type { ShopHere } from '../shop-here.ts';

/** What a shop keeps at one moment. */
export interface Weight {
  readonly orders: number;
  /** Of all streams of NATS: messages, bytes, and who reads them. */
  readonly messages: number;
  readonly logBytes: number;
  readonly consumers: number;
  /** Of all databases, without PostgreSQL's write-ahead log, which is bounded. */
  readonly databaseBytes: number;
  /** In the folders of logs and records of processes. */
  readonly files: number;
  /** Resident memory of all processes. */
  readonly memory: number;
}

/** Weighs all that a running shop keeps. */
export async function weigh(shop: ShopHere, state: State, orders: number): Promise<Weight> {
  const processes = await shop.control<ProcessStatus[]>('GET', '/processes');
  return {
    orders,
    ...(await weighStreams(shop)),
    databaseBytes: filesIn(path.join(databaseFolder(state), 'base')).reduce((sum, file) => sum + sizeOf(file), 0),
    files: [state.logs, state.run].flatMap(filesIn).length,
    memory: processes.reduce((sum, { rss }) => sum + rss, 0),
  };
}

async function weighStreams(shop: ShopHere): Promise<Pick<Weight, 'messages' | 'logBytes' | 'consumers'>> {
  const connection = await shop.connectAsDeployer();
  const sum = { messages: 0, logBytes: 0, consumers: 0 };
  try {
    const manager = await jetstreamManager(connection, { checkAPI: false });
    for await (const { state } of manager.streams.list()) {
      sum.messages += state.messages;
      sum.logBytes += state.bytes;
      sum.consumers += state.consumer_count;
    }
    return sum;
  } finally {
    await connection.close();
  }
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));

/** A file that is gone by now weighs nothing. */
const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
