import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headerNames } from '@jogakbo/protocol';
import type { Command, Query, Role } from '@jogakbo/contract';
import { startServers, type RunningServers } from '@jogakbo/dev';
import {
  AuthorizePayment,
  CapturePayment,
  ConfirmationRequested,
  ConfirmPayment,
  EndConfirmation,
  GetReceipt,
  HearStripe,
  ListPaymentMethods,
  OrderId,
  PaymentAuthorized,
  PaymentCaptured,
  PaymentDeclined,
  PaymentMethodId,
  PaymentRefunded,
  PaymentVoided,
  RefundPayment,
  VoidPayment,
} from '@jogakbo/payment-contract';
import { callFrom, migrate } from '@jogakbo/vertical/testing';
import { digestOf, inCall, newKey } from '@jogakbo/vertical';
import { VerticalsUnderTest } from '@jogakbo/testing/verticals';
import { PaymentModule } from './payment.module.ts';
import { OUR_MISTAKE } from './provider/payment-provider.ts';
import { failure, StripeStandIn } from './provider/stripe-stand-in.ts';

let folder: string;
let servers: RunningServers;
let shop: VerticalsUnderTest;
let stripe: StripeStandIn;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'stripe-'));
  stripe = await StripeStandIn.start();
  servers = await startServers(folder);
  shop = await VerticalsUnderTest.on(servers, [PaymentModule]);
  await migrate(shop.database('payment'), path.resolve(import.meta.dirname, '../migrations'));
  const { secretKey, webhookSecret, publicUrl, apiUrl } = stripe.settings;
  await shop.start(PaymentModule, {
    ...{ PAYMENT_PROVIDER: 'stripe', STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret },
    ...{ PUBLIC_URL: publicUrl, STRIPE_API_URL: apiUrl },
  });
});
afterAll(async () => {
  await shop?.stop();
  await servers?.stop();
  await stripe?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const as = (role: Role | undefined, message: Command | Query) =>
  inCall(
    callFrom((name) => (name === headerNames.roles ? role : undefined), 20_000),
    () => shop.ask('payment', message, 20_000),
  );
const money = { amount: 1299, currency: { code: 'EUR', symbol: '€', digits: 2 } };
let orders = 0;

/** An order whose customer has been told where to pay. */
async function asked() {
  const orderId = OrderId.parse(`order-${(orders += 1)}`);
  const key = newKey();
  await as('vertical', AuthorizePayment({ orderId, ...money, methodId: PaymentMethodId.parse('stripe'), keyDigest: digestOf(key) }));
  const { reference, confirmAt } = await shop.happened(ConfirmationRequested, orderId);
  return { orderId, key, session: reference!, confirmAt };
}
async function paid() {
  const made = await asked();
  stripe.pays(made.session);
  return made;
}

interface Told {
  readonly type?: string;
  readonly secret?: string;
  /** How long ago it was signed, in seconds. */
  readonly age?: number;
}
/** What Stripe posts about a session, signed by its own library. */
function posted({ orderId, session }: { orderId: string; session: string }, told: Told = {}) {
  const { type = 'checkout.session.completed', secret = stripe.settings.webhookSecret, age = 0 } = told;
  const object = { id: session, object: 'checkout.session', metadata: { orderId } };
  const payload = JSON.stringify({ id: 'evt_1', object: 'event', type, data: { object } }, null, 2);
  const timestamp = Math.floor(Date.now() / 1000) - age;
  const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
  return { body: Buffer.from(payload).toString('base64'), headers: { 'stripe-signature': signature } };
}
const hear = (made: { orderId: string; session: string }, told?: Told) => as(undefined, HearStripe(posted(made, told)));
const eventsOf = async (orderId: OrderId) => (await shop.events('payment', 'payment', orderId)).map(({ type }) => type);
const wrong = { problem: { status: 409, detail: 'SignatureIsWrong' } };
const authorized = ['PaymentRequested', 'ConfirmationRequested', 'ConfirmationEnded', 'PaymentAuthorized'];
const atStripe = (session: string) => stripe.session(session).payment_intent?.status;

describe('An order that is paid for at Stripe', () => {
  it('shows its customer where to pay, until it is paid', async () => {
    const made = await asked();
    const { orderId, key, session } = made;
    const receipt = () => as(undefined, GetReceipt({ orderId, key }));
    const confirmAt = `https://checkout.stripe.com/c/pay/${session}`;
    await expect
      .poll(receipt, { timeout: 20_000 })
      .toMatchObject({ status: 'to be confirmed', method: 'Card, at Stripe', ...money, confirmAt });
    stripe.pays(session);
    await hear(made);
    await expect.poll(receipt, { timeout: 20_000 }).toMatchObject({ status: 'authorized' });
    expect(await receipt()).not.toHaveProperty('confirmAt');
  });
  it('is authorized by what Stripe tells, taken and given back there', async () => {
    const made = await paid();
    const { orderId, session } = made;
    await hear(made);
    await shop.happened(PaymentAuthorized, orderId);
    await as('vertical', CapturePayment({ orderId }));
    await shop.happened(PaymentCaptured, orderId);
    expect(atStripe(session)).toBe('succeeded');
    await as('vertical', RefundPayment({ orderId }));
    await shop.happened(PaymentRefunded, orderId);
    expect(stripe.session(session).payment_intent?.latest_charge).toMatchObject({ refunded: true });
  });
  it('is authorized also where Stripe tells nothing, by who comes back and says that he has paid', async () => {
    const { orderId, key, session } = await asked();
    const confirm = () => as(undefined, ConfirmPayment({ orderId, key, answer: 'confirm' }));
    await confirm();
    expect(await eventsOf(orderId)).toEqual(['PaymentRequested', 'ConfirmationRequested']);
    stripe.pays(session);
    await confirm();
    expect(await eventsOf(orderId)).toEqual(authorized);
  });
  it('is authorized also where Stripe tells nothing and nobody comes back: it is asked before the money is let go', async () => {
    const { orderId, session } = await paid();
    await as('vertical', EndConfirmation({ orderId }));
    expect(await eventsOf(orderId)).toEqual(authorized);
    expect(atStripe(session)).toBe('requires_capture');
  });
  it('is paid for in the very moment in which the time is over, or not: Stripe says which', async () => {
    const { orderId, session } = await asked();
    stripe.next('POST', () => stripe.pays(session));
    await as('vertical', EndConfirmation({ orderId }));
    expect([await eventsOf(orderId), atStripe(session)]).toEqual([authorized, 'requires_capture']);
  });
  it('ends where nobody has paid in time', async () => {
    const { orderId, session } = await asked();
    await as('vertical', EndConfirmation({ orderId }));
    expect(await shop.happened(PaymentDeclined, orderId)).toMatchObject({ reason: 'It was not paid in time.' });
    expect(stripe.session(session).status).toBe('expired');
  });
  it('tells its customer nothing of what Stripe says of a mistake of ours', async () => {
    const orderId = OrderId.parse(`order-${(orders += 1)}`);
    stripe.next('POST', failure(400, 'invalid_request_error', 'No such parameter: capture_methud', 'parameter_unknown'));
    await as('vertical', AuthorizePayment({ orderId, ...money, methodId: PaymentMethodId.parse('stripe'), keyDigest: digestOf(newKey()) }));
    expect(await shop.happened(PaymentDeclined, orderId)).toMatchObject({ reason: OUR_MISTAKE });
  });
  it('can be paid for in one way', async () => {
    expect(await as(undefined, ListPaymentMethods({}))).toMatchObject([{ methodId: 'stripe' }]);
  });
});

describe('What Stripe tells', () => {
  it('may be told again, and in any order', async () => {
    const made = await paid();
    const types = ['checkout.session.expired', 'checkout.session.completed', 'checkout.session.completed'];
    for (const type of types) await hear(made, { type });
    expect(await eventsOf(made.orderId)).toEqual(authorized);
  });
  it('counts only as far as it is so there: nobody has paid because it is said', async () => {
    const made = await asked();
    await hear(made);
    expect(await eventsOf(made.orderId)).toEqual(['PaymentRequested', 'ConfirmationRequested']);
  });
  it('ends a payment that nobody made in time', async () => {
    const made = await asked();
    stripe.lapses(made.session);
    await hear(made, { type: 'checkout.session.expired' });
    expect(await shop.happened(PaymentDeclined, made.orderId)).toMatchObject({ reason: 'It was not paid in time.' });
  });
  it('ends a payment that failed at the bank', async () => {
    const made = await asked();
    stripe.pays(made.session, 'requires_payment_method');
    await hear(made, { type: 'checkout.session.async_payment_failed' });
    expect(await shop.happened(PaymentDeclined, made.orderId)).toMatchObject({ reason: 'It was not paid.' });
  });
  it('of what was given up meanwhile keeps no money', async () => {
    const made = await paid();
    await as(undefined, ConfirmPayment({ orderId: made.orderId, key: made.key, answer: 'refuse' }));
    await shop.happened(PaymentDeclined, made.orderId);
    expect(atStripe(made.session)).toBe('canceled');

    const late = await asked();
    await as('vertical', VoidPayment({ orderId: late.orderId }));
    await shop.happened(PaymentVoided, late.orderId);
    expect(stripe.session(late.session).status).toBe('expired');
    // Stripe has taken the customer's word all the same.
    stripe.pays(late.session);
    await hear(late);
    expect(atStripe(late.session)).toBe('canceled');
    expect((await eventsOf(late.orderId)).at(-1)).toBe('PaymentVoided');
  });
  it.each<[string, Told]>([
    ['by somebody else', { secret: 'whsec_other' }],
    ['ten minutes ago', { age: 600 }],
  ])('and was signed %s is not taken', async (_, told) => {
    const made = await paid();
    await expect(hear(made, told)).rejects.toMatchObject(wrong);
    expect(await eventsOf(made.orderId)).toEqual(['PaymentRequested', 'ConfirmationRequested']);
  });
  it('with another body, or without a signature, is not taken', async () => {
    const made = await paid();
    const { body, headers } = posted(made);
    const other = Buffer.from(Buffer.from(body, 'base64').toString().replace('evt_1', 'evt_2')).toString('base64');
    for (const data of [
      { body: other, headers },
      { body, headers: {} },
      { body: '', headers },
    ])
      await expect(as(undefined, HearStripe(data))).rejects.toMatchObject(wrong);
    expect(await eventsOf(made.orderId)).toEqual(['PaymentRequested', 'ConfirmationRequested']);
  });
  it('about anything else is heard, and nothing follows', async () => {
    const made = await paid();
    const before = stripe.heard.length;
    await hear(made, { type: 'payment_intent.created' });
    await hear({ ...made, session: 'cs_test_of_another_shop' });
    await hear({ session: 'cs_test_other', orderId: 'never-heard-of' });
    await hear({ session: 'cs_test_other', orderId: 'no order/at all' });
    expect([await eventsOf(made.orderId), stripe.heard.length]).toEqual([['PaymentRequested', 'ConfirmationRequested'], before]);
  });
  it('is to be told again while it can’t be asked how it stands', async () => {
    const made = await paid();
    stripe.next('GET', { status: 500, body: { error: { type: 'api_error', message: 'Oh.' } } });
    await expect(hear(made)).rejects.toMatchObject({ problem: { status: 503 } });
    await hear(made);
    expect(await eventsOf(made.orderId)).toEqual(authorized);
  });
  it('is to be told again where our own log does not know yet what is paid', async () => {
    const orderId = OrderId.parse(`order-${(orders += 1)}`);
    stripe.next('POST', { status: 500, body: { error: { type: 'api_error', message: 'Oh.' } } });
    const authorize = AuthorizePayment({ orderId, ...money, methodId: PaymentMethodId.parse('stripe'), keyDigest: digestOf(newKey()) });
    await expect(as('vertical', authorize)).rejects.toMatchObject({ problem: { status: 503 } });
    await expect(hear({ orderId, session: 'cs_test_early' })).rejects.toMatchObject({ problem: { status: 503 } });
  });
});
