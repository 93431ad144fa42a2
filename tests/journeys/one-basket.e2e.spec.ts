import { checkoutPage, thanksPage } from '@jogakbo/checkout-e2e';
import { Customer } from './ground/customer.ts';
import type { Gateway } from './ground/gateway.ts';
import { expect, test } from './ground/test.ts';
import { PIECES, Wares } from './ground/wares.ts';

test.describe.configure({ timeout: 120_000 });

const wares = new Wares();
test.beforeAll(({ gateway }) => wares.list(gateway, 2));
test.afterAll(({ gateway }) => wares.unlist(gateway));

const hasPieces = (gateway: Gateway, { sku }: { sku: string }, pieces: number) =>
  expect.poll(async () => (await gateway.query('inventory', 'GetStock', { sku })).body.available, `pieces of ${sku}`).toBe(pieces);

test.describe('one basket is one order', () => {
  test('whose answer was lost, for whoever reloads and orders again', async ({ page, visitor, gateway }) => {
    const ware = wares.take();
    const customer = new Customer(page.request);
    await customer.puts(ware);
    await visitor.opens('/checkout/checkout');
    await checkoutPage(page).fill();
    const kept = await page.context().cookies();
    await page.route('**/api/checkout/PlaceOrder', async (route) => {
      await customer.places(route.request().postDataJSON());
      // The browser has heard nothing, so it keeps what it had.
      await page.context().addCookies(kept);
      await route.abort('connectionreset');
    });
    await checkoutPage(page).place();
    await checkoutPage(page).complains('nothing is ordered twice');
    await page.unroute('**/api/checkout/PlaceOrder');
    await page.reload();
    await checkoutPage(page).fill();
    await checkoutPage(page).place();
    await thanksPage(page).isShown();
    expect((await customer.query('checkout', 'ListOrders')).body).toHaveLength(1);
    await hasPieces(gateway, ware, PIECES - 1);
  });

  test('from two tabs at once; who says something else of it is led to what was ordered', async ({ page, context, visitor, gateway }) => {
    const ware = wares.take();
    const customer = new Customer(page.request);
    await customer.puts(ware);
    const tab = await context.newPage();
    await visitor.opens('/checkout/checkout');
    await tab.goto('/checkout/checkout');
    await checkoutPage(page).fill();
    await checkoutPage(tab).fill();
    const stated = page.waitForRequest('**/api/checkout/PlaceOrder');
    await Promise.all([checkoutPage(page).place(), checkoutPage(tab).place()]);
    await Promise.all([thanksPage(page).isShown(), thanksPage(tab).isShown()]);
    const data = (await stated).postDataJSON();
    expect(await customer.places({ ...data, paymentMethodId: 'test-card-late' })).toMatchObject({
      status: 409,
      body: { instance: `/orders/${data.orderId}` },
    });
    expect((await customer.query('checkout', 'ListOrders')).body).toHaveLength(1);
    await hasPieces(gateway, ware, PIECES - 1);
  });
});
