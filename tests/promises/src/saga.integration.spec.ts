import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { platformMessages } from '@jogakbo/protocol';
import { startServers, type RunningServers } from '@jogakbo/dev';
import { VerticalsUnderTest } from '@jogakbo/testing/verticals';
import {
  OrderConfirmed,
  OrderEscalated,
  OrderReady,
  OrderRejected,
  PlaceOrder,
  StockPicked,
  StockReleased,
  StockReserved,
  PaymentCaptured,
  PaymentVoided,
} from './ordering/contracts.ts';
import { InventoryModule } from './ordering/inventory.ts';
import { OrderingModule, orderTallyTable } from './ordering/ordering.ts';
import { LIMIT, PaymentModule } from './ordering/payment.ts';

let servers: RunningServers;
let shop: VerticalsUnderTest;
let stopPayment: () => Promise<void>;
const stops: (() => Promise<void>)[] = [];
const folder = mkdtempSync(path.join(tmpdir(), 'sagas-'));

beforeAll(async () => {
  servers = await startServers(folder);
  shop = await VerticalsUnderTest.on(servers, [OrderingModule, InventoryModule, PaymentModule]);
  await shop.database('ordering').query(orderTallyTable);
  for (const module of [OrderingModule, InventoryModule]) stops.push(await shop.start(module));
  stopPayment = await shop.start(PaymentModule);
});
afterAll(async () => {
  await shop?.stop();
  await servers?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const place = (orderId: string, { sku = 'red', amount = 10 } = {}) => shop.ask('ordering', PlaceOrder({ orderId, sku, amount }));
const types = async (vertical: string, aggregate: string, key: string) =>
  (await shop.events(vertical, aggregate, key)).map(({ type }) => type);

describe('A checkout', () => {
  it('reserves, authorizes and captures, and confirms the order', async () => {
    await place('fine');
    await shop.happened(OrderConfirmed, 'fine');
    expect(await types('inventory', 'reservation', 'fine')).toContain('StockReserved');
    expect(await types('payment', 'authorization', 'fine')).toEqual(['PaymentAuthorized', 'PaymentCaptured']);
  });

  it('releases the stock when payment is declined', async () => {
    await place('poor', { amount: LIMIT + 1 });
    expect(await shop.happened(OrderRejected, 'poor')).toMatchObject({ reason: 'no funds' });
    await shop.happened(StockReleased, 'poor');
  });

  it('fails at once when a command is refused', async () => {
    await place('refused', { sku: 'unknown' });
    expect(await shop.happened(OrderRejected, 'refused')).toMatchObject({ reason: 'SkuIsUnknown' });
  });

  it('fails when the rules of a participant do, and the command waits to be sent again', async () => {
    await place('broken', { sku: 'broken' });
    expect(await shop.happened(OrderRejected, 'broken')).toMatchObject({ reason: expect.stringContaining('a bug of its own') });
    const letters = await shop.database('inventory').query("select type, reason from dead_letter where reader = 'commands'");
    expect(letters).toEqual([{ type: 'ReserveStock', reason: expect.stringContaining('a bug of its own') }]);
  });

  it('fails when a step is silent for too long, and undoes it when its vertical is back', async () => {
    await stopPayment();
    await place('silent');
    expect(await shop.happened(OrderRejected, 'silent')).toMatchObject({ reason: 'timed out' });
    await shop.happened(StockReleased, 'silent');
    stopPayment = await shop.start(PaymentModule);
    await shop.happened(PaymentVoided, 'silent');
    expect(await types('payment', 'authorization', 'silent')).toEqual(['PaymentAuthorized', 'PaymentVoided']);
  });
});

describe('Whoever operates the shop', () => {
  const asks = (type: string, data: object) => shop.ask('ordering', { kind: 'query', type, data });
  const saga = (key: string) => ({ name: 'saga-checkout', key });

  it('sees what a saga waits for, and can let it fail: what it has done is undone', async () => {
    await stopPayment();
    await place('waiting');
    await shop.happened(StockReserved, 'waiting');
    await expect
      .poll(async () => (await asks(platformMessages.processes, {})).processes)
      .toContainEqual(expect.objectContaining({ key: 'waiting', status: 'under way', waitsFor: ['payment'] }));
    expect(await asks(platformMessages.compensate, { ...saga('waiting'), reason: 'the customer called' })).toMatchObject({
      status: 'compensating',
    });
    expect(await shop.happened(OrderRejected, 'waiting')).toMatchObject({ reason: 'the customer called' });
    await shop.happened(StockReleased, 'waiting');
    stopPayment = await shop.start(PaymentModule);
    await shop.happened(PaymentVoided, 'waiting');
  });

  it('can let a saga ask again, which changes nothing for who did it already', async () => {
    await place('retried');
    await shop.happened(OrderConfirmed, 'retried');
    expect(await asks(platformMessages.retry, saga('retried'))).toEqual({ status: 'completed', waitsFor: [] });
    expect(await types('payment', 'authorization', 'retried')).toEqual(['PaymentAuthorized', 'PaymentCaptured']);
  });

  it('is told when there is no such saga, or no such run', async () => {
    await expect(asks(platformMessages.retry, { name: 'saga-other', key: 'x' })).rejects.toThrow('there are: saga-checkout');
    await expect(asks(platformMessages.retry, saga('nobody'))).rejects.toThrow('no run for nobody');
    await expect(asks(platformMessages.compensate, saga('x'))).rejects.toMatchObject({ problem: { status: 400 } });
  });
});

describe('A reaction', () => {
  it('does something of its own whenever its event happens', async () => {
    await place('picked');
    await shop.happened(StockPicked, 'picked');
  });
});

describe('A gathering', () => {
  it('is complete when all has come', async () => {
    await place('ready');
    await shop.happened(OrderReady, 'ready');
    await shop.happened(PaymentCaptured, 'ready');
  });
  it('names what never came', async () => {
    await place('never', { sku: 'sold-out' });
    expect(await shop.happened(OrderEscalated, 'never')).toEqual({ orderId: 'never', missing: 'stock,money' });
  });
});

describe('What is read again', () => {
  const streams = [
    ['ordering', 'order'],
    ['ordering', 'saga-checkout'],
    ['ordering', 'gathering-readiness'],
    ['inventory', 'reservation'],
    ['payment', 'authorization'],
  ] as const;
  const everything = () =>
    Promise.all(
      ['fine', 'poor', 'picked', 'ready', 'never'].flatMap((key) =>
        streams.map(([vertical, aggregate]) => types(vertical, aggregate, key)),
      ),
    );
  const processes = "reader not like 'table-of-%' and reader <> 'order-tally'";
  const positions = async (vertical: string) => {
    const rows = await shop
      .database(vertical)
      .query<{ of: string; position: number }>(`select reader || '@' || stream as of, position from checkpoint where ${processes}`);
    return new Map(rows.map(({ of, position }) => [of, position]));
  };

  it('changes nothing: each saga, reaction and gathering knows what it has heard', async () => {
    const before = await everything();
    await Promise.all(stops.map((stop) => stop()));
    for (const [vertical, module] of [
      ['ordering', OrderingModule],
      ['inventory', InventoryModule],
    ] as const) {
      const reached = await positions(vertical);
      await shop.database(vertical).query(`update checkpoint set position = 0 where ${processes}`);
      await shop.start(module);
      const isThere = async () => [...(await positions(vertical))].every(([of, position]) => position >= reached.get(of)!);
      await expect.poll(isThere, { timeout: 20_000 }).toBe(true);
    }
    await place('afterwards');
    await shop.happened(OrderConfirmed, 'afterwards');
    await shop.happened(StockPicked, 'afterwards');
    expect(await everything()).toEqual(before);
  });
});
