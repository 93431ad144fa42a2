import type { Catalogue } from './ground/catalogue.ts';
import { npmRun } from './ground/npm-run.ts';
import { expect, test } from './ground/test.ts';

test.describe.configure({ timeout: 120_000 });

const variantOf = async (catalogue: Catalogue) => (await catalogue.manyColoured()).variants[0]!;
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
    const { id, variants } = await catalogue.manyColoured();
    const { sku, stock } = variants[0]!;
    const offer = page.locator('form.c_AddToCart');
    await page.goto(`/product/${id}?sku=${sku}`);
    await expect(offer).toContainText(`${stock} in stock, free shipping`);
    await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
    await said('CountStock', '--stockId', `${sku}@central`, '--onHand', '0', '--reason', 'Sold out for a test.');
    await expect(offer).toContainText('out of stock');
    await expect(offer.getByRole('button', { name: 'add to basket' })).toBeDisabled();
    await said('CountStock', '--stockId', `${sku}@central`, '--onHand', String(stock), '--reason', 'Put back after a test.');
    await expect(offer).toContainText(`${stock} in stock`);
    expect(await page.evaluate(() => 'isSamePage' in globalThis)).toBe(true);
  });

  test('is not reserved from outside, whoever asks', async ({ catalogue, gateway }) => {
    const { sku } = await variantOf(catalogue);
    const asked = { stockId: `${sku}@central`, reservationId: 'stolen', quantity: 1 };
    expect((await gateway.command('inventory', 'ReserveStock', asked)).status).toBe(404);
    const { code, output } = await npmRun('staff', 'ReserveStock', '--quantity', '1');
    expect([code, output]).toEqual([1, expect.stringContaining("Staff can't do this: ReserveStock")]);
  });

  test('is refused where it makes no sense, and says where', async () => {
    const { code, output } = await npmRun('staff', 'ReceiveStock', '--stockId', 'nowhere', '--quantity', '-1');
    expect([code, output]).toEqual([1, expect.stringMatching(/\/stockId: [^]*\/quantity: [^]*npm run staff -- inventory\/ReceiveStock/)]);
  });
});
