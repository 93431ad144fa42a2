import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServers, type RunningServers } from '@jogakbo/dev';
import { ListProducts } from '@jogakbo/explore-contract';
import { Database } from '@jogakbo/vertical';
import { migrate } from '@jogakbo/vertical/testing';
import type { Storefronts } from '../storefront/storefronts.ts';
import { ListProductsHandler } from './list-products.query.ts';

let folder: string;
let servers: RunningServers;
let database: Database;

const machines: [id: string, name: string, words: string][] = [
  ['CJ-01', 'Sunday Furrow', 'CJ-01-MR Madder Red CJ-01-PN Pine Needle Starts loudly, hauls quietly.'],
  ['CJ-02', 'Teacup 12', 'CJ-02-IN Indigo CJ-02-PN Pine Needle Turns on a saucer.'],
  ['AJ-01', 'Night Shifts', 'AJ-01-IN Indigo AJ-01-MR Madder Red Works while you sleep.'],
  ['OJ-01', 'Plum Dodger', 'OJ-01-LO Lotus Fits between the rows.'],
];

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'listing-'));
  servers = await startServers(folder, ['explore']);
  database = new Database(servers.databaseUrlOf('explore'), 'listing-test');
  await migrate(database, path.resolve(import.meta.dirname, '../../migrations'));
  for (const [position, [id, name, words]] of machines.entries())
    await database.query(
      `insert into product_listing (product_id, position, name, category_id, start_price, sku, picture, color, variant_count, words)
       values ($1, $2, $3, 'classic', 100, $1 || '-A', '/a.svg', '#aa0000', 1, $4)`,
      [id, position, name, words],
    );
});
afterAll(async () => {
  await database?.close();
  await servers?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const euro = { code: 'EUR', symbol: '€', digits: 2 };

/** What a search finds, asked for as it is when it enters the vertical. */
async function found(search: string): Promise<string[]> {
  const storefronts = { current: async () => ({ currency: euro, categories: [] }) } as unknown as Storefronts;
  const list = await new ListProductsHandler(database, storefronts).answer(ListProducts.schema.parse({ search }));
  return list!.products.map(({ productId }) => productId as string).sort();
}

describe('a search', () => {
  it.each<[why: string, search: string, finds: string[]]>([
    ['a word of a name', 'teacup', ['CJ-02']],
    ['a colour', 'indigo', ['AJ-01', 'CJ-02']],
    ['a word in another form', 'hauling', ['CJ-01']],
    ['the beginning of a word', 'lot', ['OJ-01']],
    ['the beginning of the last word, where the others are whole', 'pine need', ['CJ-01', 'CJ-02']],
    ['no machine that lacks one of the words', 'hovercraft indigo', []],
    ['no machine that lacks one of the words, the last one begun', 'hovercraft ind', []],
    ['no machine with a word that is not wanted', 'indigo -madder', ['CJ-02']],
    ['no machine with a word that is not wanted, named first', '-madder indig', ['CJ-02']],
    ['no machine with a word that is not wanted, in another form', 'indigo -work', ['CJ-02']],
    ['no machine with a word that is not wanted, as it says it', 'indigo -works', ['CJ-02']],
    ['no machine with a word that is not wanted, in its name', 'indigo -shifts', ['CJ-02']],
    ['no machine with words that are not wanted together', 'pine -"madder red"', ['CJ-02']],
    ['words in their order when they are quoted', '"red madder"', []],
    ['words as they are, not begun, when they are quoted', '"pine need"', []],
    ['words as they are while a quote is open', '"pine need', []],
    ['a machine by words that a dash joins', 'teacup - indigo', ['CJ-02']],
    ['either word', 'teacup or lotus', ['CJ-02', 'OJ-01']],
    ['the one machine with a SKU', 'CJ-01-PN', ['CJ-01']],
    ['the one machine with a SKU, whatever its case', 'cj-01-pn', ['CJ-01']],
    ['the machines whose SKUs begin so', 'CJ-01', ['CJ-01']],
    ['the one machine with a SKU that is almost typed', 'CJ-01-P', ['CJ-01']],
    ['no machine for a SKU that is none', 'CJ-09-PN', []],
    ['machines of a SKU and a colour', 'AJ-01-IN madder', ['AJ-01']],
    ['words beside a sign that nobody types', 'night\0shift', ['AJ-01']],
    ['words beside half a surrogate pair', 'teacup \ud83d', ['CJ-02']],
    ['nothing for signs', 'a & | ! (', []],
    ['nothing for signs of the search itself', `te'a:*\\ | b`, []],
    ['everything when nothing is asked for', ' \0 ', machines.map(([id]) => id).sort()],
  ])('finds %s: %j', async (_, search, finds) => expect(await found(search)).toEqual(finds));
});

describe('a search of signs alone', () => {
  it.each([
    '-',
    '--',
    '---',
    '- -',
    '-- --',
    '-"',
    '-""',
    '"',
    '"-"',
    '!',
    '&',
    '|',
    '()',
    ':*',
    '<->',
    "'",
    '\\',
    'or',
    '- or -',
    '-'.repeat(100),
    'zz-',
    `zz${'-'.repeat(98)}`,
    'zz--y',
  ])('finds nothing: %j', async (search) => expect(await found(search)).toEqual([]));
});

describe('while a catalogue in another currency comes in', () => {
  it('a list has no price of the former one', async () => {
    const row = (id: string) => `('${id}', 9, '${id}', 'new', 5, '${id}', '/a.svg', '#aa0000', 1, 'incoming', $1::jsonb)`;
    const insert = (id: string, currency: object) =>
      database.query(`insert into product_listing values ${row(id)}`, [JSON.stringify(currency)]);
    await insert('EURO', { ...euro, symbol: 'euros' });
    await insert('DOLLAR', { ...euro, code: 'USD' });
    await insert('WHOLE', { ...euro, digits: 0 });
    expect(await found('incoming')).toEqual(['EURO']);
    const storefronts = {
      current: async () => ({ currency: euro, categories: [{ categoryId: 'new', name: 'New' }] }),
    } as unknown as Storefronts;
    const list = await new ListProductsHandler(database, storefronts).answer(ListProducts.schema.parse({ categoryId: 'new' }));
    expect(list!.products.map(({ productId }) => productId)).toEqual(['EURO']);
  });
});
