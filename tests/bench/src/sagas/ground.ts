import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { startServers, type RunningServers } from '@jogakbo/dev';
import { needsOf } from '@jogakbo/testing/verticals';
import { InventoryModule } from './participant/src/inventory.ts';
import { OrderingModule } from './participant/src/ordering.ts';
import { PaymentModule } from './participant/src/payment.ts';

/** The servers of all contenders, and where each finds its own. */
export interface SagaGround {
  readonly servers: RunningServers;
  /** A folder that is emptied before and after. */
  readonly folder: string;
  readonly pidOf: (server: 'nats' | 'postgres') => number;
  readonly stop: () => Promise<void>;
}

/** Whoever waits for the end of orders. */
export const CUSTOMER = 'customer';
/** The contenders that are not ours have databases of their own, of the same name. */
const PEERS = ['dbos', 'restate'];

/** Starts NATS and PostgreSQL in an empty folder, both on disk before they say so. */
export async function openSagaGround(state: string, name: string): Promise<SagaGround> {
  const folder = path.join(state, name);
  rmSync(folder, { recursive: true, force: true });
  const needs = [OrderingModule, InventoryModule, PaymentModule].map(needsOf);
  const customer = { vertical: CUSTOMER, reads: ['ordering'] };
  const servers = await startServers(folder, [...needs, customer, ...PEERS]);
  for (const peer of PEERS) await letMakeSchemas(servers, folder, peer);
  return {
    servers,
    folder,
    pidOf: (server) => servers.processes().find(({ instance }) => instance === server)!.pid!,
    stop: async () => {
      await servers.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A peer may want to keep its own tables in a schema that it makes. */
async function letMakeSchemas(servers: RunningServers, folder: string, peer: string) {
  const url = new URL(servers.databaseUrlOf(peer));
  const passwords = JSON.parse(readFileSync(path.join(folder, 'credentials.json'), 'utf8')) as Record<string, string>;
  Object.assign(url, { username: 'postgres', password: passwords['postgres:postgres']! });
  const administrator = new Client({ connectionString: url.href });
  await administrator.connect();
  await administrator.query(`grant create on database ${peer} to ${peer}`);
  await administrator.end();
}
