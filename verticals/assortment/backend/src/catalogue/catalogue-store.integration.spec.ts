import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startServers, type RunningServers } from '@jogakbo/dev';
import { Database, type Transaction } from '@jogakbo/vertical';
import { migrate } from '@jogakbo/vertical/testing';
import { CatalogueStore } from './catalogue-store.ts';

let folder: string;
let servers: RunningServers;
let database: Database;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'catalogue-'));
  servers = await startServers(folder, ['assortment']);
  database = new Database(servers.databaseUrlOf('assortment'), 'catalogue-test');
  await migrate(database, path.resolve(import.meta.dirname, '../../migrations'));
});
afterAll(async () => {
  await database?.close();
  await servers?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const picture = `/pictures/${'0'.repeat(32)}.svg`;
const written = `
  insert into picture (picture, media_type, bytes) values ('${picture}', 'image/svg+xml', '');
  insert into storefront values ('main', 'name-0', null, '{}');
  insert into category values ('classic', 0, 'name-0');
  insert into product values ('P', 0, 'name-0', 'classic', '{}');
  insert into variant values ('name-0', 'P', 0, 'name-0', '#aa0000', 1, '${picture}', 1);
  insert into stock_book values ('S@central', 'name-0', 1, 0);
  insert into store values ('S', 0, 'name-0', 'Way 1', 'Weir', '${picture}')`;
const renamed = (name: string) =>
  ['storefront', 'category', 'product', 'store'].map((table) => `update ${table} set name = '${name}';`).join(' ') +
  `update variant set sku = '${name}'; update stock_book set sku = '${name}'`;

/** A database in which somebody else changes everything after each statement of a transaction. */
function restless(): Database {
  let changes = 0;
  const disturbed = (transaction: Transaction) =>
    ({
      query: async (text: string) => {
        const result = await transaction.query(text);
        await database.query(renamed(`name-${++changes}`));
        return result;
      },
    }) as unknown as Transaction;
  const transaction: Database['transaction'] = (work) => database.transaction((transaction) => work(disturbed(transaction)));
  return { transaction } as Database;
}

it('the current catalogue is one that was, also while it is changed', async () => {
  await database.query(written);
  const { arrangement, products, stores, stock, books } = await new CatalogueStore(restless()).current();
  const names = [arrangement?.name, arrangement?.categories[0]?.name, products[0]?.name, stores[0]?.name, ...stock.keys(), ...books.keys()];
  expect(new Set(names).size, names.join()).toBe(1);
});

it('a picture that nobody has stored is told by its name, before anything is saved', async () => {
  const store = new CatalogueStore(database);
  const never = `/pictures/${'f'.repeat(32)}.png`;
  const check = (pictures: string[]) => database.transaction((transaction) => store.assertStored(transaction, pictures));
  await check([picture, picture]);
  await expect(check([picture, never])).rejects.toMatchObject({
    problem: { status: 404, detail: `Nobody has stored these pictures: ${never}` },
  });
});
