import { globSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { orderPage } from '@jogakbo/checkout-e2e';
import { Customer } from './ground/customer.ts';
import { asStaff } from './ground/gateway.ts';
import { npmRun } from './ground/npm-run.ts';
import { Staff } from './ground/staff.ts';
import { expect, test } from './ground/test.ts';
import { Wares } from './ground/wares.ts';

test.describe.configure({ timeout: 180_000 });

const wares = new Wares();
test.beforeAll(({ gateway }) => wares.list(gateway, 1));
test.afterAll(({ gateway }) => wares.unlist(gateway));

const name = { firstName: 'Ottilie', lastName: 'Namewell' };
const workspace = path.resolve(import.meta.dirname, '../..');

/** The files of a part of the running shop in which a text stands, byte by byte. */
function filesWith(text: string, part: 'logs' | 'nats'): string[] {
  const folder = path.join(path.resolve(workspace, process.env['JOGAKBO_STATE']!), part);
  const files = globSync('**/*', { cwd: folder }).filter((file) => statSync(path.join(folder, file)).isFile());
  return files.filter((file) => readFileSync(path.join(folder, file)).includes(text));
}

test('who has ordered is forgotten by staff’s word: the page says so calmly, and the name is nowhere any more', async ({
  page,
  gateway,
  visitor,
}) => {
  const customer = new Customer(page.request);
  await customer.puts(wares.take());
  const { orderId } = await customer.states();
  expect(await customer.places({ ...(await customer.states()), ...name })).toMatchObject({ status: 200 });
  expect(await customer.ends(orderId)).toBe('confirmed');
  const staff = new Staff(gateway);
  for (const act of ['PackParcel', 'ConfirmPickup', 'HandOverParcel'] as const) await staff.does(act, orderId);
  await visitor.opens(`/orders/${orderId}`);
  await orderPage(page).isFor('Ottilie Namewell picked it up.');
  expect((await gateway.query('checkout', 'GetCustomer', { orderId }, asStaff())).body).toEqual({ customer: name });

  const forgotten = await npmRun('staff', 'ForgetCustomer', '--orderId', orderId);
  expect(forgotten).toMatchObject({ code: 0, output: expect.stringContaining('tax office') });
  await orderPage(page).isFor('Your name is no longer part of this order');
  await orderPage(page).reaches('confirmed');
  await visitor.opens(`/orders/${orderId}`);
  await orderPage(page).isFor('Your name is no longer part of this order');
  expect((await gateway.query('checkout', 'GetCustomer', { orderId }, asStaff())).body).toEqual({ customer: null });

  await test.step('in the logs of the verticals, which hold as before, and in those of the processes', async () => {
    expect(filesWith(orderId, 'nats')).not.toEqual([]);
    expect(filesWith('"level"', 'logs')).not.toEqual([]);
    for (const text of Object.values(name)) expect([filesWith(text, 'nats'), filesWith(text, 'logs')]).toEqual([[], []]);
    expect(await npmRun('log', 'verify')).toMatchObject({ code: 0 });
  });
  await test.step('in what operators are told', async () => {
    const told = [
      ['log', 'history', `checkout/order/${orderId}`],
      ['log', 'state', `checkout/order/${orderId}`],
      ['log', 'history', `delivery/parcel/${orderId}`],
      ['views', 'row', `checkout/customer-order/${orderId}`],
      ['dead-letters', 'list'],
    ] as const;
    for (const [script, ...args] of told) {
      const { code, output } = await npmRun(script, ...args);
      expect([code, output], `${script} ${args.join(' ')}`).toEqual([0, expect.not.stringMatching(/Ottilie|Namewell/)]);
    }
  });
});
