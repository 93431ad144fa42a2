import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { headerNames, Key, subjects } from '@jogakbo/contract';
import { startServers, type RunningServers } from '@jogakbo/dev';
import { CancelOrder, PlaceOrder } from '@jogakbo/checkout-contract';
import { AggregateStreams, callFrom, Database, deciding, eventsOf, inCall, keyTo, migrate, newKey } from '@jogakbo/service';
import { MemoryLog } from '@jogakbo/testing/memory';
import { OnSale } from '../offer/on-sale.ts';
import { CancelOrderHandler } from './cancel-order.handler.ts';
import { order } from './order.decider.ts';
import { OrderIntake } from './order-intake.ts';
import { PlaceOrderHandler } from './place-order.handler.ts';

let folder: string;
let servers: RunningServers;
let database: Database;
let log: MemoryLog;

const currency = { code: 'XTS', symbol: 'Ø', digits: 0 };
const variant = { sku: 'OX-RD', name: 'Red', price: 500, color: '#aa0000', picture: `/pictures/${'0'.repeat(32)}.svg` };

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'orders-'));
  servers = await startServers(folder, ['checkout']);
  database = new Database(servers.databaseUrlOf('checkout'), 'orders-test');
  await migrate(database);
  await migrate(database, path.resolve(import.meta.dirname, '../../migrations'));
  await database.query(`insert into storefront values ('main', $1)`, [JSON.stringify(currency)]);
  await database.query(`insert into offer values ('OX', 'Ox', $1::jsonb, '["OX-RD"]')`, [JSON.stringify([variant])]);
  await database.query(`insert into availability values ('OX-RD@central', 'OX-RD', 3)`);
  await database.query(`insert into pickup_store values ('mill', 'The Mill')`);
});
beforeEach(() => void (log = new MemoryLog()));
afterAll(async () => {
  await database?.close();
  await servers?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const visitorKey = newKey();
const form = { orderId: 'o-1', firstName: 'Ada', lastName: 'Lovelace', storeId: 'mill', paymentMethodId: 'card', total: '1000' };

/** A process of checkout, with nothing in its memory. */
const streams = () => new AggregateStreams(order, deciding(log));
/** A visitor sends the form, as the browser has it: answers the cookies that it goes with. */
async function place(changes: Partial<Record<keyof typeof form, string>> = {}, cart = 'OX-RD_2', key: Key | '' = visitorKey) {
  const call = callFrom((name) => (name === headerNames.cookies ? `c_cart=${cart}; c_visitor=${key}` : undefined), 5000);
  const command = PlaceOrder.schema.parse({ ...form, ...changes });
  await inCall(call, () => new PlaceOrderHandler(streams(), new OnSale(database), database, new OrderIntake(database)).handle(command));
  return call.cookies!.written;
}
const history = async (orderId = 'o-1') => (await log.readAfter(subjects.log('checkout', 'order', orderId), 0)).flatMap(eventsOf);
const types = async () => (await history()).map(({ type }) => type);

describe('An order', () => {
  it('is what was in the basket, at what it costs, for whoever ordered it', async () => {
    const kept = await place();
    expect(kept).toContain(`c_visitor=${visitorKey}`);
    expect(kept).toContain('c_order=o-1');
    expect(kept).toMatch(/c_cart=(;|$)/);
    const [placed] = await history();
    expect(placed!.data()).toMatchObject({
      total: 1000,
      lines: [{ sku: 'OX-RD', name: 'Ox Red', quantity: 2, total: 1000 }],
      storeId: 'mill',
    });
    expect(JSON.stringify(placed!.data())).not.toContain(visitorKey);
  });

  it('is placed once, however often it is sent: at the same moment, again later, with a basket that is empty by now', async () => {
    await Promise.all([place(), place(), place()]);
    expect(await place({ total: '500' }, '')).toContain('c_order=o-1');
    expect(await types()).toEqual(['OrderPlaced']);
  });

  it('is not given to somebody else who knows its id', async () => {
    await place();
    await expect(place({}, 'OX-RD_1', newKey())).rejects.toThrow('Somebody else has this order');
    expect(await types()).toEqual(['OrderPlaced']);
  });

  it.each([
    ['the basket is empty', () => place({}, ''), 'Your basket is empty'],
    ['something is not on sale any more', () => place({}, 'OX-RD_2|GONE_1'), 'GONE is no longer on sale'],
    ['it costs something else by now', () => place({ total: '900' }), 'The total is 1000 Ø by now'],
    ['there is not enough', () => place({ total: '2000' }, 'OX-RD_4'), 'Ox Red: only 3 are left'],
    ['there is no such store', () => place({ storeId: 'moon' }), 'There is no such store'],
  ])('is refused, with the reason, when %s', async (_, placing, reason) => {
    await expect(placing()).rejects.toThrow(reason);
    expect(await types()).toEqual([]);
  });

  it('is not let in while too many wait for their decision, and says when to come again; what waits for long takes no room', async () => {
    const waiting = `insert into customer_order (order_id, placed_at, status, cancellation, steps, lines, total, currency, customer, store_id, visitor_digest, key_digest)
      select $1 || nth, now() - $2::interval, $3, 'none', '[]', '[]', 1, '{}', '{}', 'mill', '', '' from generate_series(1, $4) as nth`;
    await database.query(waiting, ['decided-', '1 second', 'confirmed', 200]);
    await database.query(waiting, ['long-', '2 minutes', 'placed', 200]);
    await database.query(waiting, ['now-', '1 second', 'placed', 98]);
    const intake = new OrderIntake(database);
    await Promise.all([intake.admit(), intake.admit()]);
    await expect(intake.admit()).rejects.toMatchObject({ problem: { status: 503, retryAfter: 2000 } });
    await expect(new OrderIntake(database).admit()).resolves.toBeUndefined();
    await database.query(waiting, ['more-', '1 second', 'placed', 2]);
    await expect(place()).rejects.toMatchObject({ problem: { status: 503 } });
    expect(await types()).toEqual([]);
    await database.query('delete from customer_order');
    await place();
    expect(await types()).toEqual(['OrderPlaced']);
  });

  it('needs a name', () => expect(() => PlaceOrder.schema.parse({ ...form, firstName: '  ' })).toThrow('is missing'));
});

describe('Cancelling an order', () => {
  const cancel = (key: Key | undefined, roles = '', orderId = 'o-1') => {
    const call = callFrom((name) => (name === headerNames.roles ? roles : undefined), 5000);
    return inCall(call, () => new CancelOrderHandler(streams()).handle(CancelOrder.schema.parse({ orderId, key })));
  };
  const notFound = { problem: { status: 404 } };

  it('is for whoever has its key, and for staff', async () => {
    await place();
    await cancel(keyTo('o-1', visitorKey));
    await cancel(undefined, 'staff');
    expect(await types()).toEqual(['OrderPlaced', 'CancellationNoted']);
  });
  it('is for nobody else: that it is another’s and that there is none are not told apart', async () => {
    await place();
    for (const key of [newKey(), visitorKey, keyTo('o-2', visitorKey), undefined])
      await expect(cancel(key)).rejects.toMatchObject(notFound);
    await expect(cancel(keyTo('o-2', visitorKey), '', 'o-2')).rejects.toMatchObject(notFound);
    expect(await types()).toEqual(['OrderPlaced']);
  });
});
