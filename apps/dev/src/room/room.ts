import { jetstreamManager, type StreamInfo } from '@nats-io/jetstream';
import { statfsSync } from 'node:fs';
import { connectAs, type NatsAccess } from '../nats/connection.ts';

/** A place that can become full. */
export interface Room {
  /** What it is, in words: `the disk of /shop`, `the log checkout`. */
  readonly what: string;
  /** Bytes. */
  readonly used: number;
  readonly limit: number;
}

/** From this share on staff are told. */
export const NEARLY_FULL = 0.8;

export const shareOf = ({ used, limit }: Room): number => (limit > 0 ? used / limit : 0);

/** What staff read of a place that is nearly full. */
export const warningOf = (room: Room): string =>
  `${room.what} is ${Math.floor(shareOf(room) * 100)} % full: ${gigabytes(room.used)} of ${gigabytes(room.limit)}`;

const gigabytes = (bytes: number) => (bytes >= 2 ** 30 ? `${(bytes / 2 ** 30).toFixed(1)} GB` : `${Math.ceil(bytes / 2 ** 20)} MB`);

/** The disk of a folder. What is kept free for root counts as used. */
export function roomOnDisk(folder: string): Room {
  const { blocks, bavail, bsize } = statfsSync(folder);
  return { what: `The disk of ${folder}`, used: (blocks - bavail) * bsize, limit: blocks * bsize };
}

/** All that JetStream keeps, and each stream that has a bound of its own. */
export async function roomInNats(access: NatsAccess, storeBytes: number): Promise<Room[]> {
  const connection = await connectAs(access);
  try {
    const manager = await jetstreamManager(connection, { checkAPI: false });
    const streams: StreamInfo[] = [];
    for await (const stream of manager.streams.list()) streams.push(stream);
    const used = streams.reduce((sum, { state }) => sum + state.bytes, 0);
    const bounded = streams.filter(({ config }) => config.max_bytes > 0);
    return [
      { what: 'The store of NATS', used, limit: storeBytes },
      ...bounded.map(({ config, state }) => ({ what: `The stream ${config.name} of NATS`, used: state.bytes, limit: config.max_bytes })),
    ];
  } finally {
    await connection.close();
  }
}
