import type { APIRequestContext, Page } from '@playwright/test';
import { Customer } from './ground/customer.ts';
import type { Gateway } from './ground/gateway.ts';
import { loginsOf, secretsNow, tried } from './ground/logins.ts';
import { npmRun } from './ground/npm-run.ts';
import { expect, test } from './ground/test.ts';
import { Wares, type Ware } from './ground/wares.ts';
import { gapsIn } from './objects/index.ts';

test.describe.configure({ timeout: 300_000 });

const ORDERS = 3;
const wares = new Wares();
test.beforeAll(({ gateway }) => wares.list(gateway, ORDERS));
test.afterAll(({ gateway }) => wares.unlist(gateway));

/** Does the same again and again until it is told to end; a failure ends it, and is told then. */
function again(work: () => Promise<unknown>) {
  let isOver = false;
  let times = 0;
  const working = (async () => {
    for (; !isOver; times += 1) await work();
  })();
  working.catch(() => {});
  return {
    end: async () => {
      isOver = true;
      await working;
      return times;
    },
  };
}

async function readsPages(gateway: Gateway) {
  for (const address of ['/', '/products', '/stores']) {
    const { status, html } = await gateway.page(address);
    expect({ address, status }).toEqual({ address, status: 200 });
    // A busy machine may be late with a block; but nobody is away, and nothing fails.
    for (const [block, gap] of Object.entries(gapsIn(html))) expect(['', 'late'], `${block} in ${address}`).toContain(gap);
  }
}

/** Orders one piece; whatever is asked on the way is asked once, and is answered. */
async function orders(request: APIRequestContext, { sku }: Ware): Promise<string> {
  const customer = new Customer(request);
  expect((await customer.command('checkout', 'AddToCart', { sku })).status, 'AddToCart').toBe(200);
  const stated = await customer.states();
  const { status, body } = await customer.places(stated);
  expect(status, JSON.stringify(body)).toBe(200);
  return customer.ends(stated.orderId);
}

async function signsIn(page: Page, password: string) {
  await page.goto('/sign-in');
  await page.getByLabel('User name').fill('staff');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('/');
}
const roles = async (request: APIRequestContext) => ((await (await request.get('/session')).json()) as { roles: string[] }).roles;
const asks = async (request: APIRequestContext) => {
  const answer = await request.get('/api/inventory/ListStock', { params: { data: '{}' } });
  expect({ status: answer.status(), roles: await roles(request) }).toEqual({ status: 200, roles: ['staff'] });
};

test('all secrets get new values while customers browse and order and staff work, and the old ones are refused', async ({
  page,
  visitor,
  shop,
  gateway,
  playwright,
  baseURL,
  browser,
}) => {
  const given = await npmRun('rotate', '--only', 'account');
  expect(given).toMatchObject({ code: 0, output: expect.stringContaining('Staff sign in as staff') });
  const [, password] = /with the password (\S+)/.exec(given.output)!;
  const counter = await browser.newContext();
  await signsIn(await counter.newPage(), password!);
  const [secrets, logins] = [secretsNow(), await loginsOf(shop)];
  const holder = (await shop.processes('gateway'))[0]!.pid;
  await visitor.opens('/');

  const loops = [again(() => readsPages(gateway)), again(() => asks(counter.request))];
  const bought: string[] = [];
  const buying = (async () => {
    for (let nth = 0; nth < ORDERS; nth += 1) {
      const request = await playwright.request.newContext({ baseURL: baseURL! });
      bought.push(await orders(request, wares.take()));
      await request.dispose();
    }
  })();
  buying.catch(() => {});
  let rotated = { code: -1, output: '' };
  await visitor.staysWhile(async () => (rotated = await npmRun('rotate')));
  expect(rotated, rotated.output).toMatchObject({ code: 0 });
  for (const loop of loops) expect(await loop.end()).toBeGreaterThan(1);
  await buying;
  expect(bought).toEqual(Array.from({ length: ORDERS }, () => 'confirmed'));
  expect((await shop.processes('gateway'))[0]!.pid, 'the port has not changed hands').toBe(holder);

  expect(Object.entries(secretsNow()).filter(([name, value]) => secrets[name] === value)).toEqual([]);
  expect(logins.length).toBeGreaterThan(20);
  expect(await tried(logins)).toEqual(Object.fromEntries(logins.map(({ name }) => [name, 'refused'])));
  const others = await loginsOf(shop);
  expect(await tried(others)).toEqual(Object.fromEntries(others.map(({ name }) => [name, 'in'])));

  const desk = await browser.newContext();
  await signsIn(await desk.newPage(), password!);
  expect([await roles(counter.request), await roles(desk.request)]).toEqual([['staff'], ['staff']]);
  await asks(counter.request);
  const ended = await npmRun('rotate', '--only', 'sessions', '--now');
  expect(ended, ended.output).toMatchObject({ code: 0 });
  expect([await roles(counter.request), await roles(desk.request)]).toEqual([[], []]);
  await signsIn(await desk.newPage(), password!);
  expect(await roles(desk.request)).toEqual(['staff']);

  const { output } = await npmRun('rotate', '--list');
  expect(output).toMatch(/sessions +session-secret +today +refused/);
  for (const value of Object.values(secretsNow())) expect(output).not.toContain(value);
  await page.reload();
  await visitor.isServed();
  await counter.close();
  await desk.close();
});
