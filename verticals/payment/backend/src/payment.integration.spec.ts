import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headerNames } from '@jogakbo/protocol';
import type { Command, Key, Query, Role } from '@jogakbo/contract';
import { startServers, type RunningServers } from '@jogakbo/dev';
import { decider } from '@jogakbo/domain';
import { GoodsTakenBack, OrderId as GoodsOrderId, TakeBackGoods } from '@jogakbo/inventory-contract';
import {
  AuthorizePayment,
  CapturePayment,
  ConfirmPayment,
  ConfirmationRequested,
  GetBalances,
  GetReceipt,
  HearStripe,
  ListPaymentMethods,
  ListPayments,
  OrderId,
  PaymentAuthorized,
  PaymentCaptured,
  PaymentDeclined,
  PaymentMethodId,
  PaymentRefunded,
  PaymentVoided,
  RefundPayment,
  RefundRefused,
  VoidPayment,
} from '@jogakbo/payment-contract';
import { callFrom, CommandSender, connectToNats, migrate, ServiceConfig } from '@jogakbo/vertical/testing';
import { digestOf, inCall, newKey, Vertical } from '@jogakbo/vertical';
import { VerticalsUnderTest } from '@jogakbo/testing/verticals';
import { PaymentModule } from './payment.module.ts';

const InventoryModule = Vertical.of({
  name: 'inventory',
  contract: { TakeBackGoods, GoodsTakenBack },
  deciders: [
    decider('goods', {
      initialState: () => ({}),
      commands: { TakeBackGoods },
      events: { GoodsTakenBack },
      decide: { TakeBackGoods: ({ orderId }) => GoodsTakenBack({ orderId }) },
      evolve: { GoodsTakenBack: (state) => state },
    }),
  ],
});
/** Who sends commands as checkout does: nobody waits for an answer. */
const till = {
  vertical: 'till',
  sends: [AuthorizePayment, VoidPayment, CapturePayment, RefundPayment].map(({ vertical, type }) => ({ vertical, type })),
};

let folder: string;
let servers: RunningServers;
let shop: VerticalsUnderTest;
let connection: NatsConnection;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'payment-'));
  servers = await startServers(folder);
  const provide: typeof servers.provide = (wanted) => servers.provide([...wanted, till]);
  shop = await VerticalsUnderTest.on({ ...servers, provide }, [PaymentModule, InventoryModule]);
  await migrate(shop.database('payment'), path.resolve(import.meta.dirname, '../migrations'));
  await shop.start(InventoryModule);
  await Promise.all([shop.start(PaymentModule), shop.start(PaymentModule)]);
  connection = await connectToNats(tillConfig());
});
afterAll(async () => {
  await connection?.close();
  await shop?.stop();
  await servers?.stop();
  rmSync(folder, { recursive: true, force: true });
});

function tillConfig() {
  const { url, user, password } = servers.natsFor('till');
  const nats = { NATS_URL: url, NATS_USER: user, NATS_PASSWORD: password };
  return ServiceConfig.parse({ ...nats, HEALTH_PORT: 0, INSTANCE: 'till', RELEASE_DIR: '.', LOG_LEVEL: 'silent' });
}

let sent = 0;
/** Sends a command to whichever replica takes it; under the same id it is the same command. */
async function send({ type, data }: Command, id = `command-${(sent += 1)}`): Promise<string> {
  const envelope = { id, correlationId: id, occurredAt: new Date().toISOString() };
  await new CommandSender('till', connection).send('payment', { type, data, envelope }, `message-${(sent += 1)}`);
  return id;
}
/** Asks one of the two replicas, with a role. */
const as = (role: Role | undefined, message: Command | Query, vertical = 'payment') =>
  inCall(
    callFrom((name) => (name === headerNames.roles ? role : undefined), 20_000),
    () => shop.ask(vertical, message, 20_000),
  );

const money = { amount: 5700, currency: { code: 'XTS', symbol: 'Ø', digits: 0 } };
let orders = 0;
function order(method = 'test-card') {
  const orderId = OrderId.parse(`order-${(orders += 1)}`);
  const key = newKey();
  const authorize = AuthorizePayment({ orderId, ...money, methodId: PaymentMethodId.parse(method), keyDigest: digestOf(key) });
  return { orderId, key, authorize };
}
const receipt = (orderId: OrderId, key?: Key) => as(undefined, GetReceipt({ orderId, key }));
const eventsOf = async (orderId: OrderId) => (await shop.events('payment', 'payment', orderId)).map(({ type }) => type);
const chargesOf = async (orderId: OrderId) =>
  (await shop.database('payment').query<{ status: string }>('select status from test_provider_charge where order_id = $1', [orderId])).map(
    ({ status }) => status,
  );
const refusals = async (id: string) =>
  (
    await shop
      .database('payment')
      .query<{ reason: string }>(`select reason from dead_letter where headers ->> $1 = $2`, [headerNames.id, id])
  ).map(({ reason }) => reason);
async function paid(method?: string) {
  const made = order(method);
  await send(made.authorize);
  await shop.happened(PaymentAuthorized, made.orderId);
  await send(CapturePayment({ orderId: made.orderId }));
  await shop.happened(PaymentCaptured, made.orderId);
  return made;
}

describe('An order', () => {
  it('is paid for: its money is kept, taken and given back, and a repeat of any of it is nothing', async () => {
    const { orderId, key, authorize } = order();
    const repeated = async (command: Command) => {
      await send(command);
      for (const _ of ['again', 'and again']) await as('vertical', command);
    };
    await repeated(authorize);
    await shop.happened(PaymentAuthorized, orderId);
    await repeated(CapturePayment({ orderId }));
    await shop.happened(PaymentCaptured, orderId);
    await repeated(RefundPayment({ orderId }));
    await shop.happened(PaymentRefunded, orderId);
    expect(await eventsOf(orderId)).toEqual(['PaymentRequested', 'PaymentAuthorized', 'PaymentCaptured', 'PaymentRefunded']);
    await expect
      .poll(() => receipt(orderId, key), { timeout: 20_000 })
      .toMatchObject({
        ...{ orderId, status: 'refunded', ...money, method: 'Test card' },
        entries: ['requested', 'authorized', 'captured', 'refunded'].map((status) => ({ status })),
      });
    expect(await chargesOf(orderId)).toEqual(['refunded']);
  });
  it('is not paid for with a card that is declined', async () => {
    const { orderId, key, authorize } = order('test-card-declined');
    await send(authorize);
    const { reason } = await shop.happened(PaymentDeclined, orderId);
    await expect.poll(() => receipt(orderId, key), { timeout: 20_000 }).toMatchObject({ status: 'declined', reason });
    const id = await send(CapturePayment({ orderId }));
    await expect.poll(() => refusals(id), { timeout: 20_000 }).toEqual(['MoneyIsNotHeld']);
  });
  it('is paid for once, where the provider does not answer at first', async () => {
    const { orderId, authorize } = order('test-card-silent');
    await send(authorize);
    await shop.happened(PaymentAuthorized, orderId);
    expect(await eventsOf(orderId)).toEqual(['PaymentRequested', 'PaymentAuthorized']);
    expect(await chargesOf(orderId)).toEqual(['held']);
  });
  it('is paid for where the provider answers late', async () => {
    const { orderId, authorize } = order('test-card-late');
    await send(authorize);
    await shop.happened(PaymentAuthorized, orderId);
    expect(await chargesOf(orderId)).toEqual(['held']);
  });
  it('whose goods are back gets its money back', async () => {
    const { orderId } = await paid();
    await as('vertical', TakeBackGoods({ orderId: GoodsOrderId.parse(orderId) }), 'inventory');
    await shop.happened(PaymentRefunded, orderId);
    expect(await chargesOf(orderId)).toEqual(['refunded']);
  });
  it('stays paid where the provider takes no money back, and says why', async () => {
    const { orderId, key } = await paid('test-card-not-refunded');
    await send(RefundPayment({ orderId }));
    const { reason } = await shop.happened(RefundRefused, orderId);
    await expect.poll(() => receipt(orderId, key), { timeout: 20_000 }).toMatchObject({ status: 'captured', reason });
  });
});

describe('A payment that waits for its customer', () => {
  const waiting = async () => {
    const made = order('test-card-to-confirm');
    await send(made.authorize);
    await shop.happened(ConfirmationRequested, made.orderId);
    return made;
  };

  it('goes on when it is confirmed with the order’s key', async () => {
    const { orderId, key } = await waiting();
    for (const _ of ['once', 'twice']) await as(undefined, ConfirmPayment({ orderId, key, answer: 'confirm' }));
    await shop.happened(PaymentAuthorized, orderId);
    expect(await chargesOf(orderId)).toEqual(['held']);
  });
  it('ends when it is refused', async () => {
    const { orderId, key } = await waiting();
    await as(undefined, ConfirmPayment({ orderId, key, answer: 'refuse' }));
    await shop.happened(PaymentDeclined, orderId);
    expect(await chargesOf(orderId)).toEqual(['voided']);
  });
  it('is neither confirmed nor seen with another key, as if there were none', async () => {
    const { orderId, key } = await waiting();
    await expect.poll(() => receipt(orderId, key), { timeout: 20_000 }).toMatchObject({ status: 'to be confirmed' });
    for (const unknown of [orderId, OrderId.parse('never-heard-of')]) {
      const guess = ConfirmPayment({ orderId: unknown, key: newKey(), answer: 'confirm' });
      await expect(as(undefined, guess)).rejects.toMatchObject({ problem: { status: 404 } });
      expect(await receipt(unknown, newKey())).toBeNull();
      expect(await receipt(unknown)).toBeNull();
    }
    expect(await as('staff', GetReceipt({ orderId }))).toMatchObject({ status: 'to be confirmed' });
  });
});

describe('A payment that is given up', () => {
  it('keeps no money', async () => {
    const { orderId, authorize } = order();
    await send(authorize);
    await shop.happened(PaymentAuthorized, orderId);
    await send(VoidPayment({ orderId }));
    await shop.happened(PaymentVoided, orderId);
    await expect.poll(() => chargesOf(orderId), { timeout: 20_000 }).toEqual(['voided']);
  });
  it('before it is asked for is refused when it is', async () => {
    const { orderId, authorize } = order();
    await send(VoidPayment({ orderId }));
    await shop.happened(PaymentVoided, orderId);
    const id = await send(authorize);
    await expect.poll(() => refusals(id), { timeout: 20_000 }).toEqual(['PaymentIsVoided']);
    expect(await eventsOf(orderId)).toEqual(['PaymentVoided']);
    expect(await chargesOf(orderId)).toEqual([]);
  });
  it('while the provider does not answer is never authorized', async () => {
    const { orderId, authorize } = order('test-card-silent');
    const id = await send(authorize);
    await expect.poll(() => chargesOf(orderId), { timeout: 20_000 }).toEqual(['held']);
    await send(VoidPayment({ orderId }));
    await expect.poll(() => refusals(id), { timeout: 20_000 }).toEqual(['PaymentIsVoided']);
    expect(await eventsOf(orderId)).toEqual(['PaymentRequested', 'PaymentVoided']);
    expect(await chargesOf(orderId)).toEqual(['voided']);
  });
  it('once its money is taken is not', async () => {
    const { orderId } = await paid();
    await expect(as('vertical', VoidPayment({ orderId }))).rejects.toMatchObject({ problem: { detail: 'MoneyIsOurs' } });
    expect(await chargesOf(orderId)).toEqual(['captured']);
  });
});

describe('The books', () => {
  it('come to nothing together, whatever has happened', async () => {
    await paid();
    const moved = ['PaymentAuthorized', 'PaymentVoided', 'PaymentCaptured', 'PaymentRefunded'];
    const sums = async () => {
      const balances: { account: string; balance: number }[] = await as('staff', GetBalances({}));
      return Object.fromEntries(balances.map(({ account, balance }) => [account, balance]));
    };
    const all = Array.from({ length: orders }, (_, nth) => OrderId.parse(`order-${nth + 1}`));
    const counts = (await Promise.all(all.map(eventsOf))).reduce(
      (counted, types) => {
        const [isHeld, , isTaken, isBack] = moved.map((type) => types.includes(type));
        const isLetGo = isTaken || types.includes('PaymentVoided');
        return { held: counted.held + Number(isHeld && !isLetGo), ours: counted.ours + Number(isTaken && !isBack) };
      },
      { held: 0, ours: 0 },
    );
    const [held, ours] = [counts.held * money.amount, counts.ours * money.amount];
    expect([counts.held, counts.ours].every((count) => count > 0)).toBe(true);
    await expect.poll(sums, { timeout: 20_000 }).toEqual({ customers: -held, held, provider: ours, sales: -ours });
    expect(Object.values(await sums()).reduce((sum, balance) => sum + balance)).toBe(0);
  });
  it('take no movement that is none', async () => {
    const book = (movement: object) =>
      shop.database('payment').query('insert into ledger values ($1, $2, $3)', ['wrong', 'XTS', JSON.stringify([movement])]);
    const right = { at: '2026-11-23T04:15:00.000Z', debit: 'held', credit: 'customers', amount: 1 };
    for (const wrong of [{ credit: 'held' }, { credit: undefined }, { amount: -1 }, { amount: undefined }])
      await expect(book({ ...right, ...wrong })).rejects.toThrow('ledger_is_double_entry');
  });
  it('and payments are seen by staff, the newest first', async () => {
    const { orderId } = await paid();
    await expect
      .poll(async () => (await as('staff', ListPayments({})))[0], { timeout: 20_000 })
      .toEqual({ orderId, status: 'captured', ...money, method: 'Test card' });
  });
});

describe('Who may do what', () => {
  const { orderId, authorize } = order();
  const forbidden = { problem: { status: 403 } };
  const betweenVerticals = [authorize, VoidPayment({ orderId }), CapturePayment({ orderId })];

  it('anybody may see how an order can be paid for', async () => {
    const [first] = await as(undefined, ListPaymentMethods({}));
    expect(first).toMatchObject({ methodId: 'test-card', name: 'Test card' });
  });
  it('Stripe is not heard where somebody else takes the money', async () => {
    const heard = as(undefined, HearStripe({ body: Buffer.from('{}').toString('base64'), headers: { 'stripe-signature': 't=1,v1=ab' } }));
    await expect(heard).rejects.toMatchObject({ problem: { detail: 'StripeIsNotUsed' } });
  });
  it('nobody keeps, takes or gives back money, or sees the books, by asking for it', async () => {
    for (const asked of [...betweenVerticals, RefundPayment({ orderId }), GetBalances({}), ListPayments({})])
      await expect(as(undefined, asked)).rejects.toMatchObject(forbidden);
  });
  it('staff asks for money to go back, and leaves the rest to verticals', async () => {
    for (const asked of betweenVerticals) await expect(as('staff', asked)).rejects.toMatchObject(forbidden);
    await expect(as('staff', RefundPayment({ orderId }))).rejects.toMatchObject({ problem: { detail: 'NoMoneyWasTaken' } });
  });
  it('other verticals do not see the books', async () => {
    for (const asked of [GetBalances({}), ListPayments({})]) await expect(as('vertical', asked)).rejects.toMatchObject(forbidden);
  });
});
