import { Customer } from './ground/customer.ts';
import { expect, test } from './ground/test.ts';
import { Wares } from './ground/wares.ts';

test.describe.configure({ timeout: 120_000 });

const wares = new Wares();
test.beforeAll(({ gateway }) => wares.list(gateway, 1));
test.afterAll(({ gateway }) => wares.unlist(gateway));

test('a name that no database keeps is refused in words, by form and by program, and everybody goes on buying', async ({
  playwright,
  request,
  shop,
}) => {
  const ware = wares.take();
  const careless = new Customer(request);
  await careless.puts(ware);
  const stated = await careless.states();

  const form = { ...stated, firstName: 'Ada\0' };
  const posted = await request.post('/checkout/place-order', { form, headers: { accept: 'text/html', origin: shop.address } });
  expect(posted.status()).toBe(400);
  expect(await posted.text()).toContain('firstName has a character that is no text');
  expect(await careless.places({ ...stated, firstName: '\ud800' })).toMatchObject({
    status: 400,
    body: { errors: [{ path: '/firstName', reason: expect.stringContaining('half of a surrogate pair') }] },
  });

  const other = new Customer(await playwright.request.newContext({ baseURL: shop.address }));
  const { orderId } = await other.buys(ware);
  expect(await other.ends(orderId)).toBe('confirmed');
  expect(await careless.places(stated)).toMatchObject({ status: 200 });
  expect(await careless.ends(stated.orderId)).toBe('confirmed');
});
