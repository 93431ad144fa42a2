import { orderPage } from '@jogakbo/checkout-e2e';
import { tracking } from '@jogakbo/delivery-e2e';
import { receipt } from '@jogakbo/payment-e2e';
import { Customer } from './ground/customer.ts';
import { asStaff, type Gateway } from './ground/gateway.ts';
import { Staff } from './ground/staff.ts';
import { expect, test } from './ground/test.ts';
import { PIECES, Wares } from './ground/wares.ts';
import { seenPage } from './objects/index.ts';

test.describe.configure({ timeout: 120_000 });

const wares = new Wares();
test.beforeAll(({ gateway }) => wares.list(gateway, 4));
test.afterAll(({ gateway }) => wares.unlist(gateway));

const hasPieces = (gateway: Gateway, { sku }: { sku: string }, pieces: number) =>
  expect.poll(async () => (await gateway.query('inventory', 'GetStock', { sku })).body.available, `pieces of ${sku}`).toBe(pieces);
const asked = (gateway: Gateway, vertical: string, act: string, orderId: string) =>
  gateway.command(vertical, act, { orderId }, asStaff()).then(({ status, body }) => [status, body?.detail]);

test('what staff refund before it is handed over is cancelled: nobody hands it over any more', async ({ page, visitor, gateway }) => {
  const ware = wares.take();
  const staff = new Staff(gateway);
  const { orderId } = await new Customer(page.request).buys(ware);
  await staff.does('PackParcel', orderId);
  await staff.does('ConfirmPickup', orderId);
  expect(await asked(gateway, 'payment', 'RefundPayment', orderId)).toEqual([200, undefined]);
  await visitor.opens(`/orders/${orderId}`);
  await orderPage(page).reaches('cancelled');
  await receipt(page).isStatus('refunded');
  await tracking(page).hasStatus('stopped');
  expect(await asked(gateway, 'delivery', 'HandOverParcel', orderId)).toEqual([409, 'ParcelIsStopped']);
  await hasPieces(gateway, ware, PIECES);
});

test('what was handed over is refunded when staff grant that, and stays with its customer', async ({ page, visitor, gateway }) => {
  const ware = wares.take();
  const staff = new Staff(gateway);
  const { orderId } = await new Customer(page.request).buys(ware);
  expect(await asked(gateway, 'delivery', 'GrantGoodwill', orderId)).toEqual([409, 'NothingWasHandedOver']);
  for (const act of ['PackParcel', 'ConfirmPickup', 'HandOverParcel'] as const) await staff.does(act, orderId);
  await visitor.opens(`/orders/${orderId}`);
  await orderPage(page).says('It is with you.');
  // Whoever refunds without saying that is told no by the order.
  expect(await asked(gateway, 'payment', 'RefundPayment', orderId)).toEqual([200, undefined]);
  await orderPage(page).says('It could not be cancelled any more');
  await receipt(page).isStatus('captured');
  expect(await asked(gateway, 'delivery', 'GrantGoodwill', orderId)).toEqual([200, undefined]);
  await orderPage(page).reaches('refunded');
  await orderPage(page).says('you keep what you have');
  await receipt(page).isStatus('refunded');
  await tracking(page).hasStatus('kept');
  await seenPage(page).isForEverybodyInAnyLight();
  await hasPieces(gateway, ware, PIECES - 1);
});

test('who leaves two orders unpaid is led to them before a third, and staff see what is kept', async ({ page, gateway }) => {
  const ware = wares.take();
  const customer = new Customer(page.request);
  const placed: string[] = [];
  for (let nth = 0; nth < 2; nth += 1) {
    await customer.puts(ware);
    const stated = await customer.states('test-card-to-confirm');
    expect(await customer.places(stated)).toMatchObject({ status: 200 });
    placed.push(stated.orderId);
  }
  const kept = async () => {
    const { body } = await gateway.query('checkout', 'ListUnpaidOrders', {}, asStaff());
    return body.filter(({ orderId }: { orderId: string }) => placed.includes(orderId));
  };
  await expect
    .poll(async () => (await kept()).map(({ waitsFor }: { waitsFor: string }) => waitsFor))
    .toEqual(['the customer', 'the customer']);
  const [one, other] = await kept();
  expect(one).toMatchObject({ pieces: [{ sku: ware.sku, quantity: 1 }], visitor: other.visitor });
  expect(Date.parse(one.until) - Date.parse(one.placedAt)).toBeLessThan(6 * 60_000);
  await customer.puts(wares.take());
  const third = await customer.states();
  expect(await customer.places(third)).toMatchObject({ status: 409, body: { instance: '/orders' } });
  expect((await customer.query('checkout', 'GetCheckout')).body.cart.quantity).toBe(1);
  for (const orderId of placed)
    expect(await customer.command('checkout', 'CancelOrder', { orderId, ...(await keyOf(customer, orderId)) })).toMatchObject({
      status: 200,
    });
  await expect.poll(async () => (await customer.places(third)).status).toBe(200);
});

const keyOf = async (customer: Customer, orderId: string) => ({
  key: (await customer.query('checkout', 'GetOrder', { orderId })).body.key,
});
