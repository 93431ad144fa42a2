import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startServers, type RunningServers } from '@jogakbo/dev';
import { OrderId, PaymentMethodId } from '@jogakbo/payment-contract';
import { Database, machine } from '@jogakbo/vertical';
import { migrate, runOn } from '@jogakbo/vertical/testing';
import type { Charge } from '../payment/charge.ts';
import { MemoryCharges } from './memory-charges.ts';
import { paymentProviderConformance, type Examined } from './payment-provider.conformance.ts';
import { ProviderIsSilent } from './payment-provider.ts';
import { TestCharges, type TestStatus } from './test-charges.ts';
import { TestProvider } from './test-provider.ts';

let folder: string;
let servers: RunningServers;
let database: Database;
let pauses: number[];
let toReality: () => void;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'provider-'));
  servers = await startServers(folder, ['payment']);
  database = new Database(servers.databaseUrlOf('payment'), 'provider-test');
  await migrate(database, path.resolve(import.meta.dirname, '../../migrations'));
});
afterAll(async () => {
  await database?.close();
  await servers?.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  pauses = [];
  toReality = runOn({ ...machine, pause: async (milliseconds) => void pauses.push(milliseconds) });
});
afterEach(() => toReality());

let orders = 0;
const charge = (method = 'test-card'): Charge => ({
  orderId: OrderId.parse(`order-${(orders += 1)}`),
  ...{ amount: 5700, currency: { code: 'XTS', symbol: 'Ø', digits: 0 }, methodId: PaymentMethodId.parse(method) },
});
const done = { outcome: 'done' };
const refused = { outcome: 'refused', reason: expect.any(String) as string };
const declined = { outcome: 'declined', reason: expect.any(String) as string };

const stateAfter = {
  unconfirmed: 'none',
  declined: 'none',
  voided: 'none',
  held: 'kept',
  captured: 'taken',
  refunded: 'given back',
} as const;
const moneyIn = (status: TestStatus | undefined, amount?: number, code = '') => ({
  state: status ? stateAfter[status] : ('none' as const),
  ...(amount !== undefined && { of: { amount, currency: { code, symbol: code, digits: 0 } } }),
});
const examined = (provider: TestProvider, money: Examined['money']): Examined => ({
  ...{ provider, money },
  charge: () => charge('test-card-to-confirm'),
  unheard: () => charge('test-card-silent'),
  pays: async (one) => void (await provider.confirm(one, `${one.orderId}.pays`)),
  // Nothing that it is asked for can be asked wrongly.
  mistakes: [],
});

paymentProviderConformance('The test provider', () =>
  examined(new TestProvider(new TestCharges(database)), async ({ orderId }) => {
    const [row] = await database.query<{ status: TestStatus; amount: string; currency: string }>(
      'select status, amount, currency from test_provider_charge where order_id = $1',
      [orderId],
    );
    return moneyIn(row?.status, row && Number(row.amount), row?.currency);
  }),
);
paymentProviderConformance('The test provider in memory', () => {
  const charges = new MemoryCharges();
  return examined(new TestProvider(charges), async ({ orderId }) => {
    const one = charges.charges.get(orderId);
    return moneyIn(charges.statuses.get(orderId), one?.amount, one?.currency.code);
  });
});

const kept = { PostgreSQL: () => new TestCharges(database), memory: () => new MemoryCharges() };

describe.each(['PostgreSQL', 'memory'] as const)('The test provider, whose charges are kept in %s,', (where) => {
  let provider: TestProvider;
  beforeEach(() => (provider = new TestProvider(kept[where]())));
  const held = async (method?: string) => {
    const made = charge(method);
    await provider.authorize(made, `${made.orderId}.authorize`);
    return made;
  };
  const captured = async (method?: string) => {
    const made = await held(method);
    await provider.capture(made, `${made.orderId}.capture`);
    return made;
  };

  it('keeps money, under a name of its own', async () => {
    const made = charge();
    const answer = { outcome: 'authorized', reference: `test_${made.orderId}` };
    expect(await provider.authorize(made, 'keeps')).toEqual(answer);
    expect(await provider.authorize(made, 'keeps')).toEqual(answer);
  });
  it('asked under one key by many at once does it once', async () => {
    const made = charge();
    const answers = await Promise.all(Array.from({ length: 8 }, () => provider.authorize(made, 'at-once')));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });
  it('declines a card without funds, and one that it does not know', async () => {
    expect(await provider.authorize(charge('test-card-declined'), 'no-funds')).toEqual(declined);
    expect(await provider.authorize(charge('unheard-of'), 'unheard-of')).toEqual(declined);
  });
  it('waits for the customer, where a card wants that', async () => {
    const made = charge('test-card-to-confirm');
    expect(await provider.authorize(made, 'asks')).toMatchObject({ outcome: 'to be confirmed' });
    expect(await provider.capture(made, 'asks.capture')).toEqual(refused);
    expect(await provider.confirm(made, 'asks.confirm')).toMatchObject({ outcome: 'authorized' });
    expect(await provider.capture(made, 'asks.capture-again')).toEqual(done);
  });
  it('that is silent has done it: asked again, it answers', async () => {
    const made = charge('test-card-silent');
    await expect(provider.authorize(made, 'silent')).rejects.toThrow(ProviderIsSilent);
    expect(await provider.authorize(made, 'silent')).toMatchObject({ outcome: 'authorized' });
    expect(pauses).toEqual([2000]);
  });
  it('may answer late, once', async () => {
    const made = charge('test-card-late');
    for (const _ of ['asked', 'asked again']) expect(await provider.authorize(made, 'late')).toMatchObject({ outcome: 'authorized' });
    expect(pauses).toEqual([4000]);
  });
  it('lets go what it keeps; what it does not keep is not taken', async () => {
    const made = await held();
    expect(await provider.void(made, 'lets-go')).toEqual(done);
    expect(await provider.void(made, 'lets-go-again')).toEqual(done);
    expect(await provider.capture(made, 'lets-go.capture')).toEqual(refused);
  });
  it('keeps nothing later of what was let go before it was heard of', async () => {
    const made = charge();
    expect(await provider.void(made, 'never-heard')).toEqual(done);
    expect(await provider.authorize(made, 'late-heard')).toEqual(declined);
  });
  it('takes what it keeps, and lets it go no more', async () => {
    const made = await captured();
    expect(await provider.capture(made, 'taken-again')).toEqual(done);
    expect(await provider.void(made, 'taken.void')).toEqual(refused);
  });
  it('gives back what it has taken, once', async () => {
    const made = await captured();
    expect(await provider.refund(made, 'back')).toEqual(done);
    expect(await provider.refund(made, 'back-again')).toEqual(done);
    expect(await provider.refund(await held(), 'not-taken')).toEqual(refused);
  });
  it('gives nothing back to a card that takes none', async () => {
    expect(await provider.refund(await captured('test-card-not-refunded'), 'no-refunds')).toEqual(refused);
  });
});

it('A customer is offered the card that is accepted first', async () => {
  const [first] = await new TestProvider(new MemoryCharges()).methods();
  expect(first).toEqual({ methodId: 'test-card', name: 'Test card', hint: 'Is accepted at once. No real money moves.' });
});
