import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { headerNames, subjects } from '@jogakbo/protocol';
import { Key, problem, ProblemError } from '@jogakbo/contract';
import { startServers, type RunningServers } from '@jogakbo/dev';
import { CancelOrder, MOST_PIECES, type OrderId, PlaceOrder } from '@jogakbo/checkout-contract';
import { AggregateStreams, Database, digestOf, Gateway, inCall, keyTo, newKey } from '@jogakbo/vertical';
import { callFrom, deciding, eventsOf, migrate, PersonalKeys } from '@jogakbo/vertical/testing';
import { MemoryLog } from '@jogakbo/testing/memory';
import { OnSale } from '../offer/on-sale.ts';
import { CheckoutSettings } from '../settings.ts';
import { CancelOrderHandler } from './cancel-order.handler.ts';
import { ClientShare } from './client-share.ts';
import { ListUnpaidOrdersHandler } from './list-unpaid-orders.query.ts';
import { order } from './order.decider.ts';
import { OrderIntake } from './order-intake.ts';
import { PlaceOrderHandler } from './place-order.handler.ts';
import { PriceCheck } from './price-check.ts';

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
beforeEach(async () => {
  log = new MemoryLog();
  await database.query('truncate customer_order, order_payment, order_goods, order_attempt');
});
afterAll(async () => {
  await database?.close();
  await servers?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const visitorKey = newKey();
const form = { orderId: 'o-1', firstName: 'Ada', lastName: 'Lovelace', storeId: 'mill', paymentMethodId: 'card', total: '1000 XTS' };

/** A process of checkout, with nothing in its memory. */
const streams = () => new AggregateStreams(order, deciding(log, { personal: new PersonalKeys(database) }));
/** The gateway, as far as a vertical can tell: it passes on what the catalogue says about prices. */
const asked: string[] = [];
let catalogue: (reply: ServerResponse) => void = () => {};
const says = (prices: Record<string, number>, other: Partial<typeof currency> = {}) => {
  const view = { currency: { ...currency, ...other }, prices: Object.entries(prices).map(([sku, price]) => ({ sku, price })) };
  catalogue = (reply) => void reply.setHeader('content-type', 'application/json').end(JSON.stringify(view));
};
const doors = createServer((request, reply) => {
  asked.push(request.url!);
  catalogue(reply);
});
let gateway: Gateway;
beforeAll(async () => {
  await once(doors.listen(0, '127.0.0.1'), 'listening');
  gateway = new Gateway(`http://127.0.0.1:${(doors.address() as AddressInfo).port}`);
});
beforeEach(() => {
  asked.length = 0;
  says({ 'OX-RD': 500 });
});
afterAll(() => {
  gateway?.close();
  doors.closeAllConnections();
  doors.close();
});

const ordered = `insert into customer_order (order_id, placed_at, status, cancellation, steps, lines, total, currency, customer, store_id, visitor_digest, key_digest)
  select $1 || nth, now() - $2::interval, $3, 'none', '[]', '[]', 1, '{}', '{}', 'mill', '', '' from generate_series(1, $4) as nth`;
const shareOf = (pieces: number) => new ClientShare(database, CheckoutSettings.parse({ CLIENT_UNPAID_PIECES: pieces }));
const intakeOf = (pieces = 100) => new OrderIntake(database, shareOf(pieces));
const handler = () => new PlaceOrderHandler(streams(), new OnSale(database), database, intakeOf(), new PriceCheck(gateway));

/** An order of a visitor who has no other. */
const of = (orderId: string, visitor = newKey()) => ({ orderId: orderId as OrderId, visitorDigest: digestOf(visitor), pieces: 1 });

/** A visitor sends the form, as the browser has it: answers the cookies that it goes with. */
async function place(
  changes: Partial<Record<keyof typeof form, string>> = {},
  cart = 'OX-RD_2',
  key: Key | '' = visitorKey,
  client?: string,
) {
  const headers: Record<string, string | undefined> = {
    [headerNames.cookies]: `c_cart=${cart}; c_visitor=${key}`,
    [headerNames.client]: client,
  };
  const call = callFrom((name) => headers[name], 5000);
  const command = PlaceOrder.schema.parse({ ...form, ...changes });
  await inCall(call, () => handler().handle(command));
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
    expect(await place({}, '')).toContain('c_order=o-1');
    expect(await types()).toEqual(['OrderPlaced']);
  });

  it('is refused under the id of another one, names that one, and leaves the basket as it is', async () => {
    await place();
    const refused = { problem: { status: 409, detail: expect.stringContaining('ordered already'), instance: '/orders/o-1' } };
    await expect(place({}, 'OX-RD_1')).rejects.toMatchObject(refused);
    await expect(place({ paymentMethodId: 'invoice' }, '')).rejects.toMatchObject(refused);
    expect(await types()).toEqual(['OrderPlaced']);
  });

  it('is one of two that are sent at the same moment under one id', async () => {
    const outcomes = await Promise.allSettled([place(), place({ paymentMethodId: 'invoice' })]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
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
    ['it costs something else by now', () => place({ total: '900 XTS' }), 'The total is now 1000 Ø'],
    ['its customer agreed to as much of another currency', () => place({ total: '1000 EUR' }), 'The total is now 1000 Ø'],
    ['its customer agreed to as much with other digits', () => place({ total: '10.00 XTS' }), 'The total is now 1000 Ø'],
    ['there is not enough', () => place({ total: '2000 XTS' }, 'OX-RD_4'), 'Ox Red: only 3 are left'],
    [
      'it is more of one kind than can be ordered at once',
      () => place({ total: '10500 XTS' }, 'OX-RD_21'),
      'At most 20 pieces of one kind',
    ],
    ['it is more in all than can be ordered at once', () => place({}, 'OX-RD_20|A_20|B_11'), 'At most 50 pieces'],
    ['there is no such store', () => place({ storeId: 'moon' }), 'There is no such store'],
  ])('is refused, with the reason, when %s', async (_, placing, reason) => {
    await expect(placing()).rejects.toThrow(reason);
    expect(await types()).toEqual([]);
  });

  it('is not taken while nobody has counted what is in it', async () => {
    await database.query(`insert into offer values ('NEW', 'New', $1::jsonb, '["NEW-RD"]')`, [
      JSON.stringify([{ ...variant, sku: 'NEW-RD' }]),
    ]);
    await expect(place({}, 'OX-RD_1|NEW-RD_1')).rejects.toThrow('New Red: we are checking how many there are');
    expect(await types()).toEqual([]);
  });

  it('is not let in while too many wait for their decision, and says when to come again; what waits for long takes no room', async () => {
    await database.query(ordered, ['decided-', '1 second', 'confirmed', 200]);
    await database.query(ordered, ['long-', '2 minutes', 'placed', 200]);
    await database.query(ordered, ['now-', '1 second', 'placed', 28]);
    const intake = intakeOf();
    const admit = (orderId: string, placing = async () => {}) => intake.admit(of(orderId), placing);
    const full = { problem: { status: 503, retryAfter: 2000 } };
    await expect(admit('refused', () => Promise.reject(new Error('Your basket is empty.')))).rejects.toThrow('Your basket is empty.');
    await Promise.all([admit('first'), admit('second')]);
    await expect(admit('third')).rejects.toMatchObject(full);
    await intakeOf().admit(of('elsewhere'), () => Promise.resolve());
    await database.query(ordered, ['more-', '1 second', 'placed', 2]);
    await expect(place()).rejects.toMatchObject({ problem: { status: 503 } });
    expect(await types()).toEqual([]);
    await database.query('delete from customer_order');
    await place();
    expect(await types()).toEqual(['OrderPlaced']);
  });
  it('finds room also while many wait for their customers, who pay somewhere else', async () => {
    await database.query(ordered, ['asked-', '1 second', 'placed', 200]);
    await expect(intakeOf().admit(of('too-many'), () => Promise.resolve())).rejects.toMatchObject({
      problem: { status: 503 },
    });
    await database.query(
      `insert into order_payment (order_id, steps) select order_id, '[{"step": "confirmation requested", "at": ""}]' from customer_order`,
    );
    await place();
    expect(await types()).toEqual(['OrderPlaced']);
  });
  it('finds the more room the more are decided', async () => {
    await database.query(ordered, ['decided-', '20 seconds', 'confirmed', 2000]);
    await database.query(ordered, ['now-', '1 second', 'placed', 99]);
    const intake = intakeOf();
    const admit = (orderId: string) => intake.admit(of(orderId), () => Promise.resolve());
    await admit('hundredth');
    await expect(admit('next')).rejects.toMatchObject({ problem: { status: 503 } });
  });

  it.each(['1000', 'XTS', '1,000 XTS', '1e3 XTS'])('says what its customer agreed to with the currency: %s is not taken', (total) =>
    expect(() => PlaceOrder.schema.parse({ ...form, total })).toThrow('money is written like 1299.00 EUR'),
  );
  it('is not let in while two of its visitor’s are not paid yet, wherever they wait and however fast they come', async () => {
    const unpaid = { problem: { status: 409, detail: expect.stringContaining('2 of your orders are not paid yet'), instance: '/orders' } };
    const intake = intakeOf();
    const admit = (orderId: string, visitor = visitorKey) => intake.admit(of(orderId, visitor), () => Promise.resolve());
    const outcomes = await Promise.allSettled(['a-1', 'a-2', 'a-3'].map((orderId) => admit(orderId)));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    await expect(admit('a-4')).rejects.toMatchObject(unpaid);
    await admit('b-1', newKey());
    await database.query(ordered, ['a-', '1 second', 'placed', 2]);
    await database.query('update customer_order set visitor_digest = $1', [digestOf(visitorKey)]);
    await expect(place()).rejects.toMatchObject(unpaid);
    await database.query("update customer_order set status = 'confirmed' where order_id = 'a-1'");
    await place();
    expect(await types()).toEqual(['OrderPlaced']);
  });
  it('is seen by staff as long as it keeps its pieces unpaid: whose it is, and until when', async () => {
    const list = () => new ListUnpaidOrdersHandler(database).answer();
    await database.query(ordered, ['held-', '1 minute', 'placed', 4]);
    await database.query(`update customer_order set visitor_digest = $1, lines = '[{"sku": "OX-RD", "quantity": 2, "name": "Ox"}]'`, [
      digestOf(visitorKey),
    ]);
    const reserved = `[{"step": "stock reserved", "at": "2026-11-22T10:00:00.000Z"}]`;
    await database.query(`insert into order_goods (order_id, steps) select order_id, $1 from customer_order where order_id <> 'held-4'`, [
      reserved,
    ]);
    await database.query(
      `insert into order_payment (order_id, steps) values ('held-2', '[{"step": "confirmation requested", "at": ""}]'),
         ('held-3', '[{"step": "payment authorized", "at": ""}]')`,
    );
    const visitor = digestOf(visitorKey).slice(0, 8);
    const pieces = [{ sku: 'OX-RD', quantity: 2 }];
    const until = '2026-11-22T10:05:00.000Z';
    expect(await list()).toEqual([
      { orderId: 'held-1', visitor, placedAt: expect.any(String), waitsFor: 'the provider', until, pieces },
      { orderId: 'held-2', visitor, placedAt: expect.any(String), waitsFor: 'the customer', until, pieces },
    ]);
  });

  it('needs a name', () => expect(() => PlaceOrder.schema.parse({ ...form, firstName: '  ' })).toThrow('is missing'));
});

describe('What the orders of one client hold unpaid', () => {
  const unpaid = {
    problem: {
      status: 429,
      retryAfter: 60_000,
      detail: expect.stringContaining('Too many orders from your network are waiting to be paid'),
    },
  };
  const most = MOST_PIECES.inAll;
  const view = `insert into customer_order (order_id, placed_at, status, cancellation, steps, lines, total, currency, customer, store_id, visitor_digest, key_digest)
    select order_id, now(), 'placed', 'none', '[]', '[]', 1, '{}', '{}', 'mill', '', '' from unnest($1::text[]) as order_id`;
  /** Somebody whose browser keeps no cookie: another visitor each time. */
  const order = (orderId: string, pieces: number, client: string | undefined, placing = async () => {}) => {
    const call = callFrom((name) => (name === headerNames.client ? client : undefined), 5000);
    return inCall(call, () => intakeOf(most).admit({ ...of(orderId), pieces }, placing));
  };

  it('is bounded, whichever visitors it says they are, in any process and however fast they come', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 12 }, (_, nth) => order(`f-${nth}`, 20, 'office')));
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(2);
    await database.query('truncate order_attempt');
    await order('a-1', 20, 'office');
    await order('a-2', 20, 'office');
    await expect(order('a-3', 20, 'office')).rejects.toMatchObject(unpaid);
    await database.query(view, [['a-1', 'a-2']]);
    await expect(order('a-4', 11, 'office')).rejects.toMatchObject(unpaid);
    await order('a-5', 10, 'office');
    await order('b-1', 20, 'another office');
    await order('staff', 20, undefined);
  });
  it.each([
    ['is confirmed', "update customer_order set status = 'confirmed' where order_id = 'a-1'"],
    ['is rejected', "update customer_order set status = 'rejected' where order_id = 'a-1'"],
    ['is paid', `insert into order_payment (order_id, steps) values ('a-1', '[{"step": "payment authorized", "at": ""}]')`],
  ])('has room again as soon as an order %s, and no longer is it kept whose that was', async (_, happens) => {
    await order('a-1', most, 'office');
    await database.query(view, [['a-1']]);
    await database.query("insert into order_payment (order_id, steps) values ('none', '[]')");
    await expect(order('a-2', 1, 'office')).rejects.toMatchObject(unpaid);
    await shareOf(most).forgetSettled();
    await expect(order('a-2', 1, 'office')).rejects.toMatchObject(unpaid);
    await database.query(happens);
    await order('a-2', most, 'office');
    expect(await database.query('select order_id as "orderId" from order_attempt')).toEqual([{ orderId: 'a-2' }]);
    await database.query("update order_attempt set tried_at = now() - interval '25 hours'");
    await shareOf(most).forgetSettled();
    expect(await database.query('select from order_attempt')).toEqual([]);
  });
  it('counts an order once, however often it is sent; not what was refused, but what may have been placed', async () => {
    const refused = () => Promise.reject(new ProblemError(problem('rejected', 'sold out')));
    const failed = () => Promise.reject(new ProblemError(problem('deadline-exceeded')));
    await Promise.all([order('a-1', 20, 'office'), order('a-1', 20, 'office')]);
    await expect(order('a-1', 20, 'office', refused)).rejects.toThrow('sold out');
    await expect(order('a-2', 30, 'office', refused)).rejects.toThrow('sold out');
    await expect(order('a-3', 30, 'office', failed)).rejects.toMatchObject({ problem: { status: 504 } });
    await expect(order('a-4', 1, 'office')).rejects.toMatchObject(unpaid);
    await database.query("update order_attempt set tried_at = now() - interval '31 seconds' where order_id = 'a-3'");
    await order('a-4', 30, 'office');
  });
  it('is not bounded where no limit is set', async () => {
    const client = callFrom((name) => (name === headerNames.client ? 'office' : undefined), 5000);
    for (const orderId of ['a-1', 'a-2', 'a-3'] as OrderId[])
      await inCall(client, () => shareOf(0).within({ orderId, pieces: most }, () => Promise.resolve()));
    expect(await database.query('select from order_attempt')).toEqual([]);
  });
  it('is what the basket has', async () => {
    await database.query("insert into order_attempt (order_id, client, pieces) values ('a-1', 'office', 99)");
    await expect(place({}, 'OX-RD_2', newKey(), 'office')).rejects.toMatchObject(unpaid);
    expect(await types()).toEqual([]);
    await place({}, 'OX-RD_2', newKey(), 'another office');
    expect(await types()).toEqual(['OrderPlaced']);
  });
  it.each(['49', '-1', 'many', '1.5'])('is no limit, or as much as one order may have: %s is not taken', (pieces) =>
    expect(CheckoutSettings.safeParse({ CLIENT_UNPAID_PIECES: pieces }).success).toBe(false),
  );
});

describe('The prices of an order', () => {
  const unchecked = async () => ((await history())[0]!.data() as { pricesAreUnchecked?: boolean }).pricesAreUnchecked;

  it('are asked of the catalogue, once', async () => {
    await place();
    expect(await unchecked()).toBeUndefined();
    await place();
    expect(asked).toEqual([`/api/assortment/GetPrices?data=${encodeURIComponent('{"skus":["OX-RD"]}')}`]);
  });
  it.each([
    ['costs something else by now', () => says({ 'OX-RD': 600 }), 'The total is now 1200 Ø'],
    ['is not on sale any more', () => says({}), 'Ox Red is no longer on sale'],
  ])('are those of this moment: what %s is not ordered, though this vertical has not heard of it', async (_, change, reason) => {
    change();
    await expect(place()).rejects.toThrow(reason);
    expect(await types()).toEqual([]);
  });
  it.each([
    ['is away', (reply: ServerResponse) => void reply.writeHead(503).end('{}')],
    ['does not answer', () => {}],
    ['answers nonsense', (reply: ServerResponse) => void reply.end('{"prices":1}')],
  ])('are those that the customer saw while the catalogue %s, and the order says so', async (_, answer) => {
    catalogue = answer;
    await place();
    expect(await unchecked()).toBe(true);
  });
  it('are in the currency in which they were told: what is still offered in the former one is not ordered', async () => {
    await database.query(`update storefront set currency = '{"code": "EUR", "symbol": "€", "digits": 0}'`);
    await database.query('update offer set currency = $1', [JSON.stringify(currency)]);
    try {
      for (const total of ['1000 XTS', '1000 EUR', '0 EUR']) await expect(place({ total })).rejects.toThrow('OX-RD is no longer on sale');
    } finally {
      await database.query('update storefront set currency = $1', [JSON.stringify(currency)]);
      await database.query('update offer set currency = null');
    }
    expect(await types()).toEqual([]);
  });
  it('are not those of another currency, nor others that come to the same', async () => {
    says({ 'OX-RD': 500 }, { code: 'EUR' });
    await expect(place()).rejects.toThrow('The total is now 1,000 Ø');
    says({ 'OX-RD': 500 }, { digits: 2 });
    await expect(place()).rejects.toThrow('The total is now 10 Ø');
    await database.query(`insert into offer values ('COW', 'Cow', $1::jsonb, '["COW"]')`, [JSON.stringify([{ ...variant, sku: 'COW' }])]);
    await database.query(`insert into availability values ('COW@central', 'COW', 1)`);
    says({ 'OX-RD': 400, COW: 600 });
    await expect(place({}, 'OX-RD_1|COW_1')).rejects.toThrow('Prices have changed');
    expect(await types()).toEqual([]);
  });
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
