import { readFileSync } from 'node:fs';
import path from 'node:path';
import { connect } from '@nats-io/transport-node';
import pg from 'pg';
import type { ShopUnderTest } from '@jogakbo/testing/shop';
import { stateFolder } from './workspace-copy.ts';

/** One way into a server of the shop, whose outcome is told: `in`, or why not. */
export interface Login {
  readonly name: string;
  readonly tries: () => Promise<string>;
}

const reading = <T>(file: string) => JSON.parse(readFileSync(path.join(stateFolder, file), 'utf8')) as T;
const outcome = (trying: Promise<unknown>) =>
  trying.then(
    () => 'in',
    (error: Error) => (/authorization|authentication failed|no pg_hba.conf entry/i.test(error.message) ? 'refused' : error.message),
  );

/** How everybody who has a login to NATS or PostgreSQL logs in at this moment. */
export async function loginsOf(shop: ShopUnderTest): Promise<Login[]> {
  const { rotation, ...passwords } = reading<Record<string, string> & { rotation: Record<string, { generation: number }> }>(
    'credentials.json',
  );
  const { nats } = reading<{ nats: string }>('control.json');
  const [{ port } = { port: null }] = await shop.processes('postgres');
  return Object.entries(passwords).flatMap(([name, password]) => {
    const [server, user] = name.split(':');
    const { generation } = rotation[name]!;
    const login = generation === 1 ? user! : `${user}_${generation}`;
    if (server === 'nats') return { name, tries: () => outcome(natsAs(nats, login, password)) };
    if (server !== 'postgres') return [];
    return { name, tries: () => outcome(postgresAs(`postgres://${login}:${password}@127.0.0.1:${port}/${user}`)) };
  });
}

async function natsAs(servers: string, user: string, pass: string): Promise<void> {
  await (await connect({ servers, user, pass, reconnect: false })).close();
}

async function postgresAs(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.end();
}

/** By name, what comes of trying each. */
export async function tried(logins: readonly Login[]): Promise<Record<string, string>> {
  return Object.fromEntries(await Promise.all(logins.map(async ({ name, tries }) => [name, await tries()] as const)));
}

/** All secrets that the shop keeps, by name. */
export const secretsNow = (): Record<string, string> => {
  const { rotation: _, ...values } = reading<Record<string, string>>('credentials.json');
  return values;
};
