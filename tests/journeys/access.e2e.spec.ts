import { randomBytes } from 'node:crypto';
import { Customer, type Bought } from './ground/customer.ts';
import { asStaff, type Gateway, type Operation } from './ground/gateway.ts';
import { liveFacts } from './ground/live-facts.ts';
import { promisedMessages } from './ground/promised.ts';
import { expect, test } from './ground/test.ts';
import { Wares } from './ground/wares.ts';

test.describe.configure({ timeout: 120_000 });

const wares = new Wares();
test.beforeAll(({ gateway }) => wares.list(gateway, 2));
test.afterAll(({ gateway }) => wares.unlist(gateway));

const madeUp = () => randomBytes(32).toString('base64url');
const UNKNOWN = 'urn:jogakbo:problem:not-found';
const isRefused = (status: number) => status === 401 || status === 403;

/** By message, what came of trying it. */
async function tried(operations: readonly Operation[], tries: (operation: Operation) => Promise<number>) {
  const statuses: Record<string, number> = {};
  for (const operation of operations) statuses[operation.message] = await tries(operation);
  return statuses;
}

test.describe('whatever the API offers', () => {
  test('is refused to nobody in particular where it needs a role, and never to staff', async ({ gateway }) => {
    const operations = await gateway.operations();
    const guarded = operations.filter(({ roles }) => roles.length > 0);
    const open = operations.filter(({ roles }) => roles.length === 0);
    expect(guarded.map(({ message }) => message)).toEqual(
      expect.arrayContaining(['assortment/ImportFeed', 'inventory/ReceiveStock', 'payment/RefundPayment', 'delivery/PackParcel']),
    );
    const all = Object.fromEntries(guarded.map(({ message }) => [message, 401]));
    expect(await tried(guarded, (each) => gateway.tries(each))).toEqual(all);
    expect(await tried(guarded, (each) => gateway.tries(each, { authorization: 'Bearer wrong' }))).toEqual(all);
    const refused = (statuses: Record<string, number>) => Object.entries(statuses).filter(([, status]) => isRefused(status));
    expect(refused(await tried(guarded, (each) => gateway.tries(each, asStaff())))).toEqual([]);
    expect(refused(await tried(open, (each) => gateway.tries(each)))).toEqual([]);
  });

  test('is what the contracts promise to customers and staff: nothing that is for other verticals alone', async ({ gateway }) => {
    const promised = (await promisedMessages()).filter(({ kind }) => kind !== 'event');
    const isInside = ({ roles = [] }: { roles?: readonly string[] }) => roles.length === 1 && roles[0] === 'vertical';
    const names = (messages: readonly { vertical: string; type: string }[]) => messages.map(({ vertical, type }) => `${vertical}/${type}`);
    const inside = promised.filter(isInside);
    expect(names(inside)).toEqual(expect.arrayContaining(['inventory/SellGoods', 'payment/CapturePayment', 'checkout/ConfirmOrder']));
    const offered = (await gateway.operations()).map(({ message }) => message);
    expect(offered.filter((message) => names(inside).includes(message))).toEqual([]);
    const hidden = inside.map(({ vertical, type, kind, roles = [] }): Operation => {
      return { message: `${vertical}/${type}`, method: kind === 'query' ? 'get' : 'post', roles };
    });
    const none = Object.fromEntries(hidden.map(({ message }) => [message, 404]));
    expect(await tried(hidden, (each) => gateway.tries(each))).toEqual(none);
    expect(await tried(hidden, (each) => gateway.tries(each, asStaff()))).toEqual(none);
  });
});

const VIEWS = ['checkout/GetOrder', 'payment/GetReceipt', 'delivery/GetTracking'] as const;
const split = (message: string) => message.split('/') as [string, string];

/** Whether each of what there is to see of an order is seen. */
async function seen(ask: (vertical: string, type: string) => Promise<{ status: number; body: { orderId: string } | null }>) {
  const answers = await Promise.all(VIEWS.map((view) => ask(...split(view))));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  return answers.map(({ body }) => body !== null);
}
const ALL = [true, true, true];
const NOTHING = [false, false, false];

/** Has the customer's parcel, so that there is all of an order to see. */
async function isTracked(gateway: Gateway, { orderId }: Bought) {
  const tracked = async () => (await gateway.query('delivery', 'GetTracking', { orderId }, asStaff())).body?.status;
  await expect.poll(tracked, 'the parcel').toBe('requested');
}

test('an order is its visitor’s, staff’s and theirs who have its key: others neither see nor change it', async ({
  request,
  playwright,
  baseURL,
  gateway,
}) => {
  const ware = wares.take();
  const customer = new Customer(request);
  const other = await customer.buys(ware);
  const bought = await customer.buys(ware);
  await isTracked(gateway, bought);
  const { orderId, key } = bought;
  const stranger = new Customer(await playwright.request.newContext({ baseURL: baseURL! }));
  await stranger.buys(ware);
  const cookies = (await request.storageState()).cookies;
  const visitorsKey = cookies.find(({ name }) => name === 'c_visitor')!.value;

  await test.step('who sees it', async () => {
    expect(await seen((vertical, type) => gateway.query(vertical, type, { orderId, key }))).toEqual(ALL);
    expect(await seen((vertical, type) => gateway.query(vertical, type, { orderId }, asStaff()))).toEqual(ALL);
    expect((await customer.query('checkout', 'GetOrder', { orderId })).body).toMatchObject({ orderId, key });
    expect((await gateway.query('checkout', 'GetOrder', { orderId }, asStaff())).body).not.toHaveProperty('key');
  });
  const wrongKeys = [madeUp(), other.key, visitorsKey];
  await test.step('who does not', async () => {
    expect(await seen((vertical, type) => gateway.query(vertical, type, { orderId }))).toEqual(NOTHING);
    expect(await seen((vertical, type) => stranger.query(vertical, type, { orderId }))).toEqual(NOTHING);
    for (const wrong of wrongKeys) {
      expect(await seen((vertical, type) => gateway.query(vertical, type, { orderId, key: wrong }))).toEqual(NOTHING);
      expect(await seen((vertical, type) => stranger.query(vertical, type, { orderId, key: wrong }))).toEqual(NOTHING);
    }
    expect((await stranger.query('checkout', 'ListOrders')).body).toHaveLength(1);
    expect((await gateway.query('checkout', 'ListOrders')).body).toEqual([]);
  });
  await test.step('who changes it: nobody else, and it is not even said that it exists', async () => {
    const before = (await customer.query('checkout', 'GetOrder', { orderId })).body;
    const acts = [
      ...wrongKeys.map((wrong) => ['checkout', 'CancelOrder', { key: wrong }] as const),
      ['checkout', 'CancelOrder', {}] as const,
      ...wrongKeys.map((wrong) => ['payment', 'ConfirmPayment', { key: wrong, answer: 'refuse' }] as const),
      ...wrongKeys.map((wrong) => ['delivery', 'RequestReturn', { key: wrong }] as const),
    ];
    for (const [vertical, type, data] of acts) {
      const told = await stranger.command(vertical, type, { orderId, ...data });
      expect(told, `${type} ${JSON.stringify(data)}`).toMatchObject({ status: 404, body: { type: UNKNOWN } });
      const ofNone = await stranger.command(vertical, type, { orderId: 'there-is-none', ...data });
      expect({ ...told.body, instance: '' }).toEqual({ ...ofNone.body, instance: '' });
    }
    expect((await customer.query('checkout', 'GetOrder', { orderId })).body).toEqual(before);
    expect((await stranger.places({ ...(await stranger.states()), orderId })).status).toBe(409);
  });
});

test('what happens to an order is told to who names it, without what is in it, and never to who listens to all', async ({
  request,
  playwright,
  baseURL,
  gateway,
}) => {
  const ware = wares.take();
  const customer = new Customer(request);
  const aggregates = ['checkout.log.order', 'payment.log.payment', 'delivery.log.parcel'];
  await customer.puts(ware);
  const stated = await customer.states();
  const { orderId } = stated;
  const live = await liveFacts(
    gateway.address,
    aggregates.flatMap((aggregate) => [`${aggregate}.*`, `${aggregate}.${orderId}`]),
  );
  expect(live.status).toBe(200);
  const neighbour = await new Customer(await playwright.request.newContext({ baseURL: baseURL! })).buys(ware);
  await isTracked(gateway, neighbour);
  expect((await customer.places(stated)).status).toBe(200);
  const last = ['OrderConfirmed', 'PaymentCaptured', 'ParcelRequested'];
  const facts = await live.until((told) => last.every((type) => told.some((fact) => fact.type === type)));
  live.leave();
  expect(new Set(facts.map(({ key }) => key))).toEqual(new Set([orderId]));
  expect(facts.filter((fact) => 'data' in fact)).toEqual([]);
});
