import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headerNames } from '@jogakbo/protocol';
import { startServers, type RunningServers } from '@jogakbo/dev';
import { Sku } from '@jogakbo/assortment-contract';
import { GetOffers } from '@jogakbo/checkout-contract';
import { callFrom, migrate } from '@jogakbo/vertical/testing';
import { Database, inCall } from '@jogakbo/vertical';
import { GetOffersHandler } from '../offer/get-offers.query.ts';
import { OnSale } from '../offer/on-sale.ts';
import { GetCheckoutHandler } from '../order/get-checkout.query.ts';
import { AddToCartHandler } from './add-to-cart.handler.ts';
import { GetCartHandler } from './get-cart.query.ts';
import { RemoveFromCartHandler } from './remove-from-cart.handler.ts';

let folder: string;
let servers: RunningServers;
let database: Database;
let onSale: OnSale;

const currency = { code: 'EUR', symbol: '€', digits: 2 };
const variant = (sku: string, name: string, price: number) => ({ ...{ sku, name, price }, color: '#aa0000', picture: '/a.svg' });
const products: [id: string, name: string, variants: ReturnType<typeof variant>[]][] = [
  ['CJ-01', 'Sunday Furrow', [variant('CJ-01-MR', 'Madder Red', 100), variant('CJ-01-PN', 'Pine Needle', 200)]],
  ['CJ-02', 'Teacup 12', [variant('CJ-02-IN', 'Indigo', 300)]],
];

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'cart-'));
  servers = await startServers(folder, ['checkout']);
  database = new Database(servers.databaseUrlOf('checkout'), 'cart-test');
  await migrate(database);
  await migrate(database, path.resolve(import.meta.dirname, '../../migrations'));
  onSale = new OnSale(database);
  for (const [id, name, variants] of products)
    await database.query(`insert into offer values ($1, $2, $3::jsonb, jsonb_path_query_array($3::jsonb, '$[*].sku'))`, [
      id,
      name,
      JSON.stringify(variants),
    ]);
});
afterAll(async () => {
  await database?.close();
  await servers?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What is answered to a visitor who comes with this cart, and the cookie that the visitor goes with. */
async function visit<T>(cart: string, work: () => Promise<T> | T, key?: string) {
  const came = `c_cart=${cart}${key ? `; c_visitor=${key}` : ''}`;
  const call = callFrom((name) => (name === headerNames.cookies ? came : undefined), 2000);
  const answer = await inCall(call, work);
  const kept = call.cookies!.written;
  return {
    answer,
    kept: /c_cart=[^;]*/.exec(kept)?.[0] ?? '',
    key: /c_visitor=([^;]*)/.exec(kept)?.[1],
    next: /c_next=([^;]*)/.exec(kept)?.[1],
  };
}
const seen = (cart: string) => visit(cart, () => new GetCartHandler(onSale).answer());
const adding = (cart: string, sku: string, key?: string) =>
  visit(cart, () => new AddToCartHandler(onSale).handle({ sku: Sku.parse(sku) }), key);
const removing = (cart: string, sku: string) => visit(cart, () => new RemoveFromCartHandler().handle({ sku: Sku.parse(sku) }));
const offers = (productId: string) => new GetOffersHandler(onSale).answer(GetOffers.schema.parse({ productId }));

describe('before the shop was arranged', () => {
  it('nothing is on sale', async () => {
    expect(await offers('CJ-01')).toBeNull();
    expect((await seen('CJ-01-MR_1')).answer).toMatchObject({ lines: [], leftOut: ['CJ-01-MR'] });
    await expect(adding('', 'CJ-01-MR')).rejects.toThrow('CJ-01-MR is not on sale.');
  });
});

describe('in the shop', () => {
  beforeAll(async () => void (await database.query(`insert into storefront values ('main', $1)`, [JSON.stringify(currency)])));

  it('a product is offered in its variants, in their order', async () => {
    expect(await offers('CJ-01')).toEqual({
      currency,
      variants: [
        { sku: 'CJ-01-MR', name: 'Madder Red', price: 100 },
        { sku: 'CJ-01-PN', name: 'Pine Needle', price: 200 },
      ],
    });
    expect(await offers('CJ-99')).toBeNull();
  });
  it('a product is offered in the currency in which its prices were told, and only in the shop’s it is counted in a cart', async () => {
    const former = { ...currency, digits: 1 };
    const tell = (told: object | null) =>
      database.query(`update offer set currency = $1 where product_id = 'CJ-02'`, [told && JSON.stringify(told)]);
    await tell(former);
    expect((await offers('CJ-02'))?.currency).toEqual(former);
    expect((await seen('CJ-02-IN_2|CJ-01-PN_1')).answer).toMatchObject({ total: 200, currency, leftOut: ['CJ-02-IN'] });
    await tell(null);
    expect((await offers('CJ-02'))?.currency).toEqual(currency);
  });
  it('what nobody has counted is not for sale yet', async () => {
    await expect(adding('', 'CJ-01-MR')).rejects.toThrow('Sunday Furrow Madder Red: we are checking how many there are.');
  });
  it('a variant says how many pieces of it can be sold, as soon as that is known', async () => {
    await database.query(`insert into availability values ('CJ-01-MR@central', 'CJ-01-MR', 4)`);
    expect((await offers('CJ-01'))!.variants.map(({ sku, available }) => [sku, available])).toEqual([
      ['CJ-01-MR', 4],
      ['CJ-01-PN', undefined],
    ]);
  });
  it('a cart is seen at today’s prices, without what is gone, and stays as it is', async () => {
    const { answer, kept } = await seen('CJ-02-IN_2|GONE_1|CJ-01-PN_1');
    expect(answer.lines.map(({ name, productId, total }) => [name, productId, total])).toEqual([
      ['Teacup 12 Indigo', 'CJ-02', 600],
      ['Sunday Furrow Pine Needle', 'CJ-01', 200],
    ]);
    expect([answer.total, answer.currency, answer.leftOut, kept]).toEqual([800, currency, ['GONE'], '']);
  });
  it('one more goes into the cart', async () => {
    expect((await adding('', 'CJ-01-MR')).kept).toBe('c_cart=CJ-01-MR_1');
    expect((await adding('CJ-01-MR_1|CJ-02-IN_4', 'CJ-01-MR')).kept).toBe('c_cart=CJ-01-MR_2|CJ-02-IN_4');
    expect((await adding('nonsense', 'CJ-01-MR')).kept).toBe('c_cart=CJ-01-MR_1');
  });
  it('the first thing that goes in gives the visitor a key, and the next one leaves it', async () => {
    const { key } = await adding('', 'CJ-01-MR');
    expect(key).toMatch(/^[\w-]{43}$/);
    expect((await adding('CJ-01-MR_1', 'CJ-01-MR', key)).key).toBe(key);
    expect((await adding('', 'CJ-01-MR', 'no-key')).key).not.toBe('no-key');
  });
  it('an order comes of each cart, which has its id until the cart changes', async () => {
    const ids = [
      (await adding('', 'CJ-01-MR')).next,
      (await adding('CJ-01-MR_1', 'CJ-01-MR')).next,
      (await removing('CJ-01-MR_2', 'GONE')).next,
    ];
    expect(new Set(ids).size).toBe(3);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/);
    expect((await removing('CJ-01-MR_2', 'CJ-01-MR')).next).toBe('');
    const checkout = new GetCheckoutHandler(new GetCartHandler(onSale), database);
    const asked = () => checkout.answer().then(({ orderId }) => orderId);
    for (const _ of ['this tab', 'another tab', 'a reload'])
      expect((await visit(`CJ-01-MR_1; c_next=${ids[0]}`, asked)).answer).toBe(ids[0]);
    expect((await visit('CJ-01-MR_1', asked)).answer).not.toBe((await visit('CJ-01-MR_1', asked)).answer);
  });
  it('nothing goes in that is not on sale, or doesn’t fit', async () => {
    await expect(adding('', 'CJ-01')).rejects.toThrow('CJ-01 is not on sale.');
    await expect(adding('CJ-01-MR_20', 'CJ-01-MR')).rejects.toThrow('There are 20 of these in your basket: more can’t be ordered at once.');
    await expect(adding('CJ-01-MR_4', 'CJ-01-MR')).rejects.toThrow('Sunday Furrow Madder Red: only 4 are left.');
    await database.query(`insert into availability values ('CJ-02-IN@central', 'CJ-02-IN', 0)`);
    await expect(adding('', 'CJ-02-IN')).rejects.toThrow('Teacup 12 Indigo: none is left.');
  });
  it('what is removed is gone, whether it is on sale or not', async () => {
    expect((await removing('GONE_1|CJ-01-MR_3', 'GONE')).kept).toBe('c_cart=CJ-01-MR_3');
    expect((await removing('CJ-01-MR_3', 'CJ-01-MR')).kept).toBe('c_cart=');
    expect((await removing('CJ-01-MR_3', 'CJ-02-IN')).kept).toBe('c_cart=CJ-01-MR_3');
  });
});
