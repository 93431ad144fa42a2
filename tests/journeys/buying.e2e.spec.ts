import type { Page } from '@playwright/test';
import { addToCart, cartPage, checkoutPage, miniCart, orderPage, ordersPage, thanksPage } from '@jogakbo/checkout-e2e';
import { tracking } from '@jogakbo/delivery-e2e';
import { paymentMethod, receipt } from '@jogakbo/payment-e2e';
import { Customer } from './ground/customer.ts';
import type { Gateway } from './ground/gateway.ts';
import { Staff } from './ground/staff.ts';
import { expect, test } from './ground/test.ts';
import { PIECES, Wares } from './ground/wares.ts';
import { keyboard, seenPage } from './objects/index.ts';

test.describe.configure({ timeout: 120_000 });

const wares = new Wares();
test.beforeAll(({ gateway }) => wares.list(gateway, 12));
test.afterAll(({ gateway }) => wares.unlist(gateway));

const orderOn = (page: Page) => new URL(page.url()).pathname.split('/').at(-1)!;
const hasPieces = (gateway: Gateway, { sku }: { sku: string }, pieces: number) =>
  expect.poll(async () => (await gateway.query('inventory', 'GetStock', { sku })).body.available, `pieces of ${sku}`).toBe(pieces);

/** From the checkout to the order's page. */
async function order(page: Page, payment = 'Test card') {
  await checkoutPage(page).fill();
  await paymentMethod(page).choose(payment);
  await checkoutPage(page).place();
  await thanksPage(page).isShown();
  await thanksPage(page).follow();
  await orderPage(page).isShown();
}

test('a machine is bought, followed by itself up to the hand-over, and given back', async ({ page, visitor, gateway }) => {
  const ware = wares.take();
  const staff = new Staff(gateway);
  await visitor.opens(`/product/${ware.productId}?sku=${ware.sku}`);
  await visitor.staysWhile(async () => {
    await addToCart(page).adds();
    await miniCart(page).counts(1);
    await addToCart(page).followToCart();
    await cartPage(page).lists([ware.name]);
    await cartPage(page).follow('Checkout');
    await checkoutPage(page).lists([ware.name]);
    await seenPage(page).isForEverybodyInAnyLight();
    await order(page);
    await orderPage(page).reaches('confirmed');
    await receipt(page).isStatus('captured');
    await tracking(page).hasStatus('requested');
    await hasPieces(gateway, ware, PIECES - 1);
    await seenPage(page).isForEverybodyInAnyLight();

    await staff.does('PackParcel', orderOn(page));
    await staff.does('ConfirmPickup', orderOn(page));
    await orderPage(page).says('you can pick it up');
    await tracking(page).hasStatus('ready');
    await staff.does('HandOverParcel', orderOn(page));
    await orderPage(page).says('It is with you.');
    await tracking(page).lists(['On the packing list', 'Packed', 'A place kept', 'Ready for pickup', 'Handed over to you']);

    await tracking(page).requestReturn();
    await orderPage(page).says('You want to give it back');
    await staff.does('TakeBackParcel', orderOn(page));
    await orderPage(page).reaches('returned');
    await receipt(page).isStatus('refunded');
    await tracking(page).hasStatus('taken back');
    await hasPieces(gateway, ware, PIECES);
  });
});

test('a declined card buys nothing: it is said why, and all is as it was', async ({ page, visitor, gateway }) => {
  const ware = wares.take();
  await new Customer(page.request).puts(ware);
  await visitor.opens('/checkout/checkout');
  await visitor.staysWhile(async () => {
    await order(page, 'Test card that is declined');
    await orderPage(page).reaches('rejected');
    await orderPage(page).says('The card was declined: it has no funds.');
    await orderPage(page).says('The pieces are back on the shelf.');
    await orderPage(page).says('No money was taken');
    await receipt(page).gives('it has no funds');
    await tracking(page).hasNoParcel();
    await seenPage(page).isForEverybodyInAnyLight();
  });
  await hasPieces(gateway, ware, PIECES);
});

test('a card that asks first waits for its customer, who then thinks again', async ({ page, visitor, gateway }) => {
  const ware = wares.take();
  await new Customer(page.request).puts(ware);
  await visitor.opens('/checkout/checkout');
  await visitor.staysWhile(async () => {
    await order(page, 'Test card that asks you first');
    await orderPage(page).says('Your payment waits for you');
    await receipt(page).confirm();
    await orderPage(page).reaches('confirmed');
    await receipt(page).tells(['Asked for', 'Your word asked for', 'Kept for you', 'Paid']);
    await hasPieces(gateway, ware, PIECES - 1);

    await orderPage(page).cancel();
    await orderPage(page).reaches('cancelled');
    await receipt(page).isStatus('refunded');
    await tracking(page).hasStatus('stopped');
    await hasPieces(gateway, ware, PIECES);
  });
});

test('money that can not go back keeps its order: the cancellation is refused, and the parcel goes on', async ({
  page,
  visitor,
  gateway,
}) => {
  const ware = wares.take();
  const staff = new Staff(gateway);
  const { orderId } = await new Customer(page.request).buys(ware, 'test-card-not-refunded');
  await visitor.opens(`/orders/${orderId}`);
  await visitor.staysWhile(async () => {
    await tracking(page).hasStatus('requested');
    await orderPage(page).cancel();
    await orderPage(page).says('It could not be cancelled any more');
    await receipt(page).isStatus('captured');
    await receipt(page).gives('It could not be given back.');
    await tracking(page).explains('the parcel is yours again');
    await hasPieces(gateway, ware, PIECES - 1);
    await staff.does('PackParcel', orderId);
    await staff.does('ConfirmPickup', orderId);
    await staff.does('HandOverParcel', orderId);
    await tracking(page).hasStatus('handed over');
  });
});

test.describe('the last pieces', () => {
  test('that are bought between basket and click are refused, and nothing is ordered', async ({ page, visitor, request, gateway }) => {
    const ware = wares.take();
    await new Customer(page.request).puts(ware);
    await visitor.opens('/checkout/checkout');
    await checkoutPage(page).fill();
    const faster = new Customer(request);
    await faster.puts(ware, PIECES - 1);
    await faster.buys(ware);
    await hasPieces(gateway, ware, 0);
    const { productId } = ware;
    const left = async () => {
      const { body } = await gateway.query('checkout', 'GetOffers', { productId });
      return body.variants.find(({ sku }: { sku: string }) => sku === ware.sku).available;
    };
    await expect.poll(left, 'pieces that checkout knows of').toBe(0);
    await checkoutPage(page).place();
    await checkoutPage(page).complains('none is left');
    await visitor.opens('/orders');
    await ordersPage(page).isEmpty();
    await miniCart(page).counts(1);
  });

  test('go to one of two who order them at the same moment', async ({ request, playwright, baseURL, gateway }) => {
    const ware = wares.take();
    const other = await playwright.request.newContext({ baseURL: baseURL! });
    const ends = await Promise.all(
      [request, other].map(async (requests) => {
        const customer = new Customer(requests);
        await customer.puts(ware, PIECES);
        const stated = await customer.states();
        const { status } = await customer.places(stated);
        return status === 200 ? customer.ends(stated.orderId) : 'refused';
      }),
    );
    expect(ends.filter((end) => end === 'confirmed')).toHaveLength(1);
    await hasPieces(gateway, ware, 0);
    await other.dispose();
  });
});

test.describe('what is sent twice is bought once', () => {
  test('by a double click, and by a form that is sent again; another tab sees the basket emptied', async ({
    page,
    context,
    visitor,
    gateway,
  }) => {
    const ware = wares.take();
    const customer = new Customer(page.request);
    await customer.puts(ware);
    const tab = await context.newPage();
    await tab.goto('/stores');
    await miniCart(tab).counts(1);
    await visitor.opens('/checkout/checkout');
    await checkoutPage(page).fill();
    const sent = page.waitForRequest('**/api/checkout/PlaceOrder');
    await checkoutPage(page).placeTwice();
    const stated = (await sent).postDataJSON();
    await thanksPage(page).isShown();
    await miniCart(tab).counts(0);
    expect(await customer.places(stated)).toMatchObject({ status: 200 });
    expect(await customer.ends(stated.orderId)).toBe('confirmed');
    expect((await customer.query('checkout', 'ListOrders')).body).toHaveLength(1);
    await hasPieces(gateway, ware, PIECES - 1);
  });

  test('by two requests at once, from somebody who has never ordered', async ({ request, gateway }) => {
    const ware = wares.take();
    const customer = new Customer(request);
    await customer.puts(ware);
    const stated = await customer.states();
    const answers = await Promise.all([customer.places(stated), customer.places(stated)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await customer.ends(stated.orderId)).toBe('confirmed');
    expect((await customer.query('checkout', 'ListOrders')).body).toHaveLength(1);
    await hasPieces(gateway, ware, PIECES - 1);
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('forms alone buy, pay and cancel', async ({ page, visitor }) => {
    const ware = wares.take();
    const customer = new Customer(page.request);
    await visitor.reads(`/product/${ware.productId}?sku=${ware.sku}`);
    await addToCart(page).add();
    await cartPage(page).follow('Checkout');
    await checkoutPage(page).fillFirstName();
    await checkoutPage(page).fillLastName();
    await checkoutPage(page).selectStore();
    await paymentMethod(page).choose('Test card that asks you first');
    await checkoutPage(page).place();
    await thanksPage(page).isShown();
    await thanksPage(page).follow();
    const orderId = orderOn(page);
    const comes = async (status: string) => {
      const receiptStatus = async () => {
        const { key } = (await customer.query('checkout', 'GetOrder', { orderId })).body;
        return (await customer.query('payment', 'GetReceipt', { orderId, key })).body?.status;
      };
      await expect.poll(receiptStatus, { timeout: 30_000 }).toBe(status);
      await visitor.reads(`/orders/${orderId}`);
    };
    await comes('to be confirmed');
    await receipt(page).confirm();
    await expect(page).toHaveURL('/orders');
    await customer.ends(orderId);
    await ordersPage(page).follow(ware.name);
    await orderPage(page).reaches('confirmed');
    await orderPage(page).cancel();
    await expect(page).toHaveURL('/orders');
    await comes('refunded');
    await receipt(page).isStatus('refunded');
  });
});

test('a phone is enough', async ({ page, visitor }) => {
  const ware = wares.take();
  await page.setViewportSize({ width: 390, height: 844 });
  await visitor.opens(`/product/${ware.productId}?sku=${ware.sku}`);
  await addToCart(page).adds();
  await addToCart(page).followToCart();
  await cartPage(page).follow('Checkout');
  await checkoutPage(page).isShown();
  await visitor.isServed();
  await seenPage(page).fits();
  await checkoutPage(page).fill();
  await checkoutPage(page).place();
  await thanksPage(page).isShown();
  await seenPage(page).fits();
  await seenPage(page).isForEverybodyInAnyLight();
  await thanksPage(page).follow();
  await orderPage(page).reaches('confirmed');
  await tracking(page).hasStatus('requested');
  await seenPage(page).fits();
  await visitor.opens('/orders');
  await ordersPage(page).lists([ware.name]);
  await seenPage(page).fits();
  await seenPage(page).isForEverybodyInAnyLight();
});

test('the keyboard alone is enough', async ({ page, visitor }) => {
  const ware = wares.take();
  await visitor.opens(`/product/${ware.productId}?sku=${ware.sku}`);
  await keyboard(page).enters('button', 'add to basket');
  await addToCart(page).isConfirmed();
  await keyboard(page).enters('link', /^View Cart/);
  await cartPage(page).lists([ware.name]);
  await keyboard(page).enters('link', 'Checkout');
  await checkoutPage(page).isShown();
  await visitor.isServed();
  await keyboard(page).enters('button', 'choose a store');
  await keyboard(page).enters('button', 'select');
  await checkoutPage(page).hasStore();
  await keyboard(page).types('First name', 'Grace');
  await keyboard(page).types('Last name', 'Hopper');
  await keyboard(page).chooses('Test card', 'Test card that asks you first');
  await keyboard(page).enters('button', 'place order');
  await thanksPage(page).isShown();
  await keyboard(page).enters('link', 'Follow your order');
  await orderPage(page).isFor('Grace Hopper');
  await orderPage(page).says('Your payment waits for you');
  await keyboard(page).enters('button', 'Confirm payment');
  await orderPage(page).reaches('confirmed');
});
