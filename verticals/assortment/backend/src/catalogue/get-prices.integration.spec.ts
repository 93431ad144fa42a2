import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startServers, type RunningServers } from '@jogakbo/dev';
import { Database } from '@jogakbo/vertical';
import { migrate } from '@jogakbo/vertical/testing';
import { GetPrices } from '@jogakbo/assortment-contract';
import { GetPricesHandler } from './get-prices.query.ts';

let folder: string;
let servers: RunningServers;
let database: Database;

const picture = `/pictures/${'0'.repeat(32)}.svg`;
const currency = { code: 'XTS', symbol: 'Ø', digits: 0 };

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'prices-'));
  servers = await startServers(folder, ['assortment']);
  database = new Database(servers.databaseUrlOf('assortment'), 'prices-test');
  await migrate(database, path.resolve(import.meta.dirname, '../../migrations'));
  await database.query(`
    insert into picture (picture, media_type, bytes) values ('${picture}', 'image/svg+xml', '');
    insert into category values ('classic', 0, 'Classics');
    insert into product (product_id, position, name, category_id, highlights) values ('OX', 0, 'Ox', 'classic', '{}'), ('BULL', 1, 'Bull', 'classic', '{}');
    insert into variant values ('OX-RD', 'OX', 0, 'Red', '#aa0000', 500, '${picture}', 1), ('OX-BL', 'OX', 1, 'Blue', '#0000aa', 700, '${picture}', 1),
      ('BULL-RD', 'BULL', 0, 'Red', '#aa0000', ${Number.MAX_SAFE_INTEGER}, '${picture}', 1)`);
});
afterAll(async () => {
  await database?.close();
  await servers?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const pricesOf = async (...skus: string[]) =>
  GetPrices.view.parse(await new GetPricesHandler(database).answer(GetPrices.schema.parse({ skus })));
const bySku = async (...skus: string[]) => Object.fromEntries((await pricesOf(...skus))!.prices.map(({ sku, price }) => [sku, price]));

it('nobody has said anything about prices before the shop was arranged', async () => {
  expect(await pricesOf('OX-RD')).toBeNull();
  await database.query(`insert into storefront values ('main', 'Shop', null, $1)`, [JSON.stringify(currency)]);
  expect(await pricesOf('OX-RD')).toEqual({ currency, prices: [{ sku: 'OX-RD', price: 500 }] });
});

it('prices are those of the variants that are asked for, as they are now', async () => {
  expect(await bySku('OX-BL', 'BULL-RD')).toEqual({ 'OX-BL': 700, 'BULL-RD': Number.MAX_SAFE_INTEGER });
  await database.query(`update variant set price = 650 where sku = 'OX-BL'`);
  expect(await bySku('OX-BL', 'OX-BL')).toEqual({ 'OX-BL': 650 });
});

it('what is not on sale has no price', async () => {
  expect(await bySku('OX-RD', 'GONE')).toEqual({ 'OX-RD': 500 });
  expect(await bySku('GONE')).toEqual({});
});

it('of how many is asked is bounded', () => {
  const skus = (count: number) => Array.from({ length: count }, (_, nth) => `S-${nth}`);
  expect(GetPrices.schema.safeParse({ skus: skus(50) }).success).toBe(true);
  for (const count of [0, 51]) expect(GetPrices.schema.safeParse({ skus: skus(count) }).success).toBe(false);
});
