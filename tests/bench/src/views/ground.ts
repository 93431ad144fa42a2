import { rmSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { Brokers, startServers, type NatsAccess } from '@jogakbo/dev';
import { ARCHIVE } from './participant/src/moves.ts';

/** The most projections that are kept of one log. */
const MOST_PROJECTIONS = 100;
/** The database of whoever is compared with. */
const PEER = 'peer';
const BY_ITSELF = '2m';

/** The servers of all that is measured, and where each finds its own. */
export interface ViewsGround {
  /** The broker that syncs before it acknowledges, for what is written while it is measured. */
  readonly synced: (user: string) => NatsAccess;
  /** A broker that syncs as often as it does by itself: what is only read there was written beforehand. */
  readonly filled: (user: string) => NatsAccess;
  /** The archive's database. */
  readonly database: Client;
  readonly databaseUrl: string;
  readonly peerUrl: string;
  readonly stop: () => Promise<void>;
}

const TABLE = `(
  part_id text primary key, times integer not null, in_order boolean not null, serial integer not null,
  place text not null, weight integer not null, note text not null
)`;

/** Starts servers in an empty folder, with a log for each of these verticals. */
export async function openViewsGround(state: string, logs: readonly string[]): Promise<ViewsGround> {
  const folder = path.join(state, 'views');
  rmSync(folder, { recursive: true, force: true });
  const verticals = [...logs, { vertical: ARCHIVE, reads: logs }, PEER];
  const closing: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const close of closing.toReversed()) await close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const servers = await startServers(path.join(folder, 'synced'), verticals);
    closing.push(() => servers.stop());
    const brokers = await Brokers.start(path.join(folder, 'filled'), verticals, { count: 1, syncInterval: BY_ITSELF });
    closing.push(() => brokers.stop());
    const databaseUrl = servers.databaseUrlOf(ARCHIVE);
    const database = new Client({ connectionString: databaseUrl });
    await database.connect();
    closing.push(() => database.end());
    for (let nth = 1; nth <= MOST_PROJECTIONS; nth += 1) await database.query(`create table move_${nth} ${TABLE}`);
    return {
      ...{ synced: (user) => servers.natsFor(user), filled: (user) => brokers.natsFor(user) },
      ...{ database, databaseUrl, peerUrl: servers.databaseUrlOf(PEER), stop },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What a process of the archive is configured with. */
export const placeOf = ({ databaseUrl }: ViewsGround, { url, user, password }: NatsAccess) => ({
  ...{ NATS_URL: url, NATS_USER: user, NATS_PASSWORD: password, DATABASE_URL: databaseUrl },
  ...{ INSTANCE: `${ARCHIVE}-1`, RELEASE_DIR: '.', HEALTH_PORT: 0, LOG_LEVEL: 'error' },
});
