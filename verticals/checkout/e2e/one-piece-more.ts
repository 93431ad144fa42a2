import { expect, type APIRequestContext } from '@playwright/test';

/** Lets staff take in one more piece, so that there is one to buy, whoever has bought before. */
export async function onePieceMore(request: APIRequestContext, { productId, sku }: { productId: string; sku: string }) {
  const headers = { authorization: `Bearer ${process.env['STAFF_TOKEN']}` };
  const taken = await request.post('/api/inventory/ReceiveStock', { headers, data: { stockId: `${sku}@central`, quantity: 1 } });
  expect(taken.status(), await taken.text()).toBe(200);
  const available = async () => {
    const offers = await request.get('/api/checkout/GetOffers', { params: { data: JSON.stringify({ productId }) } });
    const { variants } = (await offers.json()) as { variants: { sku: string; available?: number }[] };
    return variants.find((variant) => variant.sku === sku)?.available;
  };
  await expect.poll(available, `pieces of ${sku}`).toBeGreaterThan(0);
}
