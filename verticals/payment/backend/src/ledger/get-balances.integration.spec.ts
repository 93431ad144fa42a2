import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Currency } from '@jogakbo/contract';
import { startServers, type RunningServers } from '@jogakbo/dev';
import { GetBalances } from '@jogakbo/payment-contract';
import { Database } from '@jogakbo/vertical';
import { migrate } from '@jogakbo/vertical/testing';
import { GetBalancesHandler } from './get-balances.query.ts';

let folder: string;
let servers: RunningServers;
let database: Database;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'balances-'));
  servers = await startServers(folder, ['payment']);
  database = new Database(servers.databaseUrlOf('payment'), 'balances-test');
  await migrate(database);
  await migrate(database, path.resolve(import.meta.dirname, '../../migrations'));
});
afterAll(async () => {
  await database?.close();
  await servers?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const cents: Currency = { code: 'EUR', symbol: '€', digits: 2 };
const whole: Currency = { ...cents, digits: 0 };

async function paid(orderId: string, amount: number, currency: Currency, booked: 'today' | 'before') {
  await database.query(
    `insert into payment (order_id, status, amount, currency, method_id, key_digest, entries, requested_at) values ($1, 'captured', $2, $3, 'card', '', '[]', now())`,
    [orderId, amount, JSON.stringify(currency)],
  );
  const movements = JSON.stringify([{ at: '', debit: 'provider', credit: 'sales', amount }]);
  await database.query(`insert into ledger (order_id, currency, movements, counted_in) values ($1, $2, $3, $4)`, [
    ...[orderId, currency.code, movements],
    booked === 'today' ? JSON.stringify(currency) : null,
  ]);
}

it('The books add what is in one currency and one count of its digits, also what was booked before digits were kept', async () => {
  await paid('o-1', 100, cents, 'today');
  await paid('o-2', 20, cents, 'before');
  await paid('o-3', 3, whole, 'today');
  await paid('o-4', 4, whole, 'before');
  const balances = await new GetBalancesHandler(database).answer();
  expect(GetBalances.view.parse(balances)).toEqual([
    { account: 'provider', currency: whole, balance: 7 },
    { account: 'sales', currency: whole, balance: -7 },
    { account: 'provider', currency: cents, balance: 120 },
    { account: 'sales', currency: cents, balance: -120 },
  ]);
});
