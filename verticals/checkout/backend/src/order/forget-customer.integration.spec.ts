import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headerNames } from '@jogakbo/protocol';
import type { Command, Key, Query } from '@jogakbo/contract';
import { startServers, type RunningServers } from '@jogakbo/dev';
import { ForgetCustomer, GetCustomer, OrderId, OrderPlaced } from '@jogakbo/checkout-contract';
import { AggregateStreams, inCall, newKey } from '@jogakbo/vertical';
import { callFrom, deciding, migrate, PersonalKeys, type CommitLog } from '@jogakbo/vertical/testing';
import { VerticalsUnderTest } from '@jogakbo/testing/verticals';
import { CheckoutModule } from '../checkout.module.ts';
import { order, RecordOrder } from './order.decider.ts';
import { placed } from './ordered.fixture.ts';
import { digestsFor } from './visitor.ts';

const name = { firstName: 'Ottilie', lastName: 'Namewell' };
let servers: RunningServers;
let shop: VerticalsUnderTest;
let orders: AggregateStreams;
const folder = mkdtempSync(path.join(tmpdir(), 'forgetting-'));

beforeAll(async () => {
  servers = await startServers(folder);
  shop = await VerticalsUnderTest.on(servers, [CheckoutModule]);
  const database = shop.database('checkout');
  await migrate(database);
  await migrate(database, path.resolve(import.meta.dirname, '../../migrations'));
  for (const _ of ['one', 'another']) await shop.start(CheckoutModule);
  const log: CommitLog = await shop.log('checkout');
  orders = new AggregateStreams(order, deciding(log, { personal: new PersonalKeys(database) }));
});
afterAll(async () => {
  await shop?.stop();
  await servers?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const query = (text: string, values: unknown[] = []) => shop.database('checkout').query(text, values);
const asStaff = (what: Command | Query) =>
  inCall(
    callFrom((name) => (name === headerNames.roles ? 'staff' : undefined), 20_000),
    () => shop.ask('checkout', what, 20_000),
  );
const customerOf = async (orderId: OrderId) => (await asStaff(GetCustomer({ orderId })))?.customer;
const becomes = (read: () => Promise<unknown>) => expect.poll(read, { timeout: 20_000 });
const forget = (id: string, allOrders?: boolean) =>
  asStaff(ForgetCustomer({ orderId: OrderId.parse(id), ...(allOrders && { allOrders }) }));

async function place(id: string, visitorKey: Key = newKey()): Promise<OrderId> {
  const orderId = OrderId.parse(id);
  await orders.decide(RecordOrder({ ...placed, orderId, customer: name, ...digestsFor(orderId, visitorKey) }));
  await becomes(() => customerOf(orderId)).toEqual(name);
  return orderId;
}

/** Where the name stands in checkout's database. */
async function tables(): Promise<unknown[]> {
  const all = await query('select table_name as name from information_schema.tables where table_schema = current_schema()');
  const found = await Promise.all(
    all.map(async (table) => [table['name'], await query(`select from "${table['name']}" t where t::text ~ 'Ottilie|Namewell'`)] as const),
  );
  return found.filter(([, rows]) => rows.length > 0).map(([table]) => table);
}

describe('The customer of an order', () => {
  it('is known to its view alone: to no event, no saga, no snapshot', async () => {
    await place('alone');
    expect(await shop.happened(OrderPlaced, 'alone')).toMatchObject({ customer: { sealed: expect.any(String) } });
    await becomes(async () => (await query(`select from process where key = 'alone'`)).length).toBe(1);
    expect(await tables()).toEqual(['customer_order']);
  });

  it('is forgotten when staff say so, and the answer says what is kept', async () => {
    expect(await forget('alone')).toEqual({ orders: ['alone'], kept: expect.stringContaining('tax office') });
    expect(await customerOf(OrderId.parse('alone'))).toBe(null);
    expect(await tables()).toEqual([]);
    expect(await forget('alone')).toMatchObject({ orders: ['alone'] });
  });

  it('is forgotten of all orders of the same visitor, and of nobody else’s, when told so', async () => {
    const visitorKey = newKey();
    for (const id of ['first', 'second']) await place(id, visitorKey);
    const other = await place('other');
    expect((await forget('second', true)).orders.toSorted()).toEqual(['first', 'second']);
    expect(await customerOf(OrderId.parse('first'))).toBe(null);
    expect(await customerOf(other)).toEqual(name);
  });

  it('is not forgotten of an order that nobody has placed', () =>
    expect(forget('nothing')).rejects.toMatchObject({ problem: { status: 409, detail: 'NothingWasOrdered' } }));

  it('is forgotten by itself once it has been known for long enough', async () => {
    const [old, young] = [await place('old'), await place('young')];
    await query(`update customer_order set placed_at = now() - interval '91 days' where order_id = 'old'`);
    await query(`update customer_order set placed_at = now() - interval '89 days' where order_id = 'young'`);
    await shop.start(CheckoutModule, { FORGET_CUSTOMERS_AFTER_DAYS: '90' });
    await becomes(() => customerOf(old)).toBe(null);
    expect((await shop.events('checkout', 'order', 'old')).at(-1)?.type).toBe('CustomerForgotten');
    expect(await customerOf(young)).toEqual(name);
  });
});
