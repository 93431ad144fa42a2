import type { Catalogue } from './ground/catalogue.ts';
import { asStaff } from './ground/gateway.ts';
import { npmRun } from './ground/npm-run.ts';
import { expect, test } from './ground/test.ts';

test.describe.configure({ timeout: 120_000 });

async function variantOf(catalogue: Catalogue) {
  const { id, variants } = await catalogue.manyColoured();
  const { sku, stock = 0 } = variants[0]!;
  return { id, sku, stock };
}
/** How the product page tells how many there are. */
const saidOf = (pieces: number) => (pieces <= 3 ? `only ${pieces} left, free shipping` : `${pieces} in stock, free shipping`);
const said = async (...args: string[]) => {
  const { code, output } = await npmRun('staff', ...args);
  expect(code, output).toBe(0);
  return output;
};

test.describe('the stock of a variant', () => {
  test('is what the feed states, then what staff count and receive, and its log tells all of it', async ({ catalogue, gateway }) => {
    const { sku, stock } = await variantOf(catalogue);
    const available = async () => (await gateway.query('inventory', 'GetStock', { sku })).body.available;
    await expect.poll(available).toBe(stock);

    await said('CountStock', '--stockId', `${sku}@central`, '--onHand', String(stock + 4), '--reason', 'Counted for a test.');
    await expect.poll(available).toBe(stock + 4);
    await said('inventory/ReceiveStock', '--stockId', `${sku}@central`, '--quantity', '2');
    await expect.poll(available).toBe(stock + 6);
    expect(await said('ListStock')).toContain(`"stockId": "${sku}@central"`);

    const history = await npmRun('log', 'history', `inventory/stock/${sku}@central`);
    expect(history.output).toMatch(/The feed states it[^]*Counted for a test[^]*StockReceived/);
    expect((await npmRun('log', 'verify', '--vertical', 'inventory')).output).toContain('inventory: nothing is wrong');
    await said('CountStock', '--stockId', `${sku}@central`, '--onHand', String(stock), '--reason', 'Put back after a test.');
  });

  test('is said on the product page, which follows: what is sold out meanwhile can not be added', async ({ page, catalogue }) => {
    const { id, sku, stock } = await variantOf(catalogue);
    const offer = page.locator('form.c_AddToCart');
    await page.goto(`/product/${id}?sku=${sku}`);
    await expect(offer).toContainText(saidOf(stock));
    await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
    await said('CountStock', '--stockId', `${sku}@central`, '--onHand', '0', '--reason', 'Sold out for a test.');
    await expect(offer).toContainText('out of stock');
    await expect(offer.getByRole('button', { name: 'add to basket' })).toBeDisabled();
    await said('CountStock', '--stockId', `${sku}@central`, '--onHand', String(stock), '--reason', 'Put back after a test.');
    await expect(offer).toContainText(saidOf(stock));
    expect(await page.evaluate(() => 'isSamePage' in globalThis)).toBe(true);
  });

  test('that is new is as many as its feed states, none, or being checked: only what is there can be bought', async ({
    page,
    catalogue,
    gateway,
  }) => {
    const { product, report } = await catalogue.add([2, 0, undefined]);
    expect(report.stock).toMatchObject({ counted: 2, uncounted: 1, belowReserved: [], waiting: 0 });
    const [few, none, silent] = product.variants.map(({ sku }) => sku) as [string, string, string];
    const offer = page.locator('form.c_AddToCart');
    const button = offer.getByRole('button', { name: 'add to basket' });
    await page.goto(`/product/${product.id}?sku=${few}`);
    await expect(offer).toContainText('only 2 left');
    await expect(button).toBeEnabled();
    await page.goto(`/product/${product.id}?sku=${none}`);
    await expect(offer).toContainText('out of stock');
    await expect(button).toBeDisabled();
    await page.goto(`/product/${product.id}?sku=${silent}`);
    await expect(offer).toContainText('We are checking how many there are');
    await expect(button).toBeDisabled();
    for (const [sku, why] of [
      [none, 'none is left'],
      [silent, 'we are checking how many there are'],
    ]) {
      const { status, body } = await gateway.command('checkout', 'AddToCart', { sku });
      expect([status, body.detail]).toEqual([409, expect.stringContaining(why!)]);
    }

    await said('ReceiveStock', '--stockId', `${silent}@mill`, '--quantity', '5');
    await expect.poll(() => said('ListStock')).toContain(`"stockId": "${silent}@mill"`);
    await expect(offer).toContainText('We are checking how many there are');
    await said('CountStock', '--stockId', `${silent}@central`, '--onHand', '4', '--reason', 'Brought from the mill.');
    await expect(offer).toContainText('4 in stock');
    await expect(button).toBeEnabled();
  });

  test('is what an export writes, and what the same feed again makes of it', async ({ catalogue, gateway }) => {
    const { product } = await catalogue.add([5]);
    const { sku } = product.variants[0]!;
    const available = async () => (await gateway.query('inventory', 'GetStock', { sku })).body.available;
    await expect.poll(available).toBe(5);
    await said('CountStock', '--stockId', `${sku}@central`, '--onHand', '3', '--reason', 'Two were broken.');
    const exported = async () => {
      const { body } = await gateway.query('assortment', 'ExportFeed', {}, asStaff());
      return body.feed.products.flatMap(({ variants }: typeof product) => variants).find((variant: { sku: string }) => variant.sku === sku)
        ?.stock;
    };
    await expect.poll(exported).toBe(3);
    const again = await catalogue.merge(product);
    expect(again.stock).toMatchObject({ raised: 1, counted: 0 });
    await expect.poll(available).toBe(5);
  });

  test('is not reserved from outside, whoever asks', async ({ catalogue, gateway }) => {
    const { sku } = await variantOf(catalogue);
    const asked = { stockId: `${sku}@central`, reservationId: 'stolen', quantity: 1 };
    expect((await gateway.command('inventory', 'ReserveStock', asked)).status).toBe(404);
    const { code, output } = await npmRun('staff', 'ReserveStock', '--quantity', '1');
    expect([code, output]).toEqual([1, expect.stringContaining('Unknown command: ReserveStock')]);
  });

  test('is refused where it makes no sense, and says where', async () => {
    const { code, output } = await npmRun('staff', 'ReceiveStock', '--stockId', 'nowhere', '--quantity', '-1');
    expect([code, output]).toEqual([1, expect.stringMatching(/\/stockId: [^]*\/quantity: [^]*npm run staff -- inventory\/ReceiveStock/)]);
  });
});
