import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
  PaymentCaptured,
  PaymentVoided,
} from './ordering/contracts.ts';
import { InventoryModule } from './ordering/inventory.ts';
import { OrderingModule, orderTallyTable } from './ordering/ordering.ts';
import { LIMIT, PaymentModule } from './ordering/payment.ts';

let servers: RunningServers;
let shop: VerticalsUnderTest;
let stopPayment: () => Promise<void>;
const folder = mkdtempSync(path.join(tmpdir(), 'sagas-'));

beforeAll(async () => {
  servers = await startServers(folder);
  shop = await VerticalsUnderTest.on(servers, [OrderingModule, InventoryModule, PaymentModule]);
  await shop.database('ordering').query(orderTallyTable);
  for (const module of [OrderingModule, InventoryModule]) await shop.start(module);
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
    await shop.start(PaymentModule);
    await shop.happened(PaymentVoided, 'silent');
    expect(await types('payment', 'authorization', 'silent')).toEqual(['PaymentAuthorized', 'PaymentVoided']);
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
