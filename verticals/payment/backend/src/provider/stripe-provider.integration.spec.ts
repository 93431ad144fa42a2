import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OrderId, PaymentMethodId } from '@jogakbo/payment-contract';
import { callFrom } from '@jogakbo/vertical/testing';
import { inCall } from '@jogakbo/vertical';
import type { Charge } from '../payment/charge.ts';
import { letGo } from './letting-go.ts';
import { paymentProviderConformance, type Examined } from './payment-provider.conformance.ts';
import { OUR_MISTAKE, ProviderIsSilent } from './payment-provider.ts';
import { StripeProvider } from './stripe-provider.ts';
import { failure, StripeStandIn, type Trouble } from './stripe-stand-in.ts';

let stripe: StripeStandIn;
let provider: StripeProvider;

beforeAll(async () => {
  stripe = await StripeStandIn.start();
  provider = new StripeProvider(stripe.settings);
});
afterAll(() => stripe?.stop());

let orders = 0;
const charge = (more: Partial<Charge> = {}): Charge => ({
  orderId: OrderId.parse(`order-${(orders += 1)}`),
  ...{ amount: 1299, currency: { code: 'EUR', symbol: '€', digits: 2 }, methodId: PaymentMethodId.parse('stripe') },
  ...more,
});
/** A charge whose page is open. */
async function open() {
  const made = charge();
  const answer = await provider.authorize(made, `${made.orderId}.authorize`);
  if (answer.outcome !== 'to be confirmed') throw new Error(`It is ${answer.outcome}.`);
  return { ...made, reference: answer.reference! };
}
async function paid(status?: Parameters<StripeStandIn['pays']>[1]) {
  const made = await open();
  stripe.pays(made.reference, status);
  return made;
}
async function captured() {
  const made = await paid();
  expect(await provider.capture(made, `${made.orderId}.capture`)).toEqual(done);
  return made;
}
const intentOf = ({ reference }: Charge) => stripe.session(reference!).payment_intent!;
const heardOf = (orderId: string) => stripe.heard.filter(({ key }) => key?.startsWith(`${orderId}.`));
const done = { outcome: 'done' };
const refused = { outcome: 'refused', reason: expect.any(String) as string };
const within = <T>(milliseconds: number, work: () => Promise<T>) =>
  inCall(
    callFrom(() => undefined, milliseconds),
    work,
  );

paymentProviderConformance('Stripe', (): Examined => {
  const words = 'No such parameter: capture_methud';
  const misled = charge();
  const wrongKey = new StripeProvider({ ...stripe.settings, secretKey: 'sk_test_wrong' });
  return {
    ...{ provider, charge },
    pays: async ({ reference }) => {
      if (stripe.session(reference!).status !== 'open') throw new Error('The page says that nothing can be paid here any more.');
      stripe.pays(reference!);
    },
    money: async ({ orderId }) => moneyIn(stripe.sessionOf(orderId)),
    unheard() {
      stripe.next('POST', 'silence after it is done');
      return charge();
    },
    mistakes: [
      { what: 'a wrong key', by: wrongKey, words: 'No.', charge: charge() },
      {
        what: 'a wrong currency',
        by: provider,
        words: 'parameter_invalid',
        charge: charge({ currency: { code: 'XTS', symbol: 'Ø', digits: 0 } }),
      },
      { what: 'a wrong parameter', by: failing(misled, failure(400, 'invalid_request_error', words)), words, charge: misled },
    ],
  };
});

/** Stripe's provider, whose first call is answered so. */
function failing({ orderId }: Charge, trouble: Trouble): StripeProvider {
  const failing = new StripeProvider(stripe.settings);
  const authorize = failing.authorize.bind(failing);
  failing.authorize = (one, key) => {
    if (one.orderId === orderId) stripe.next('POST', trouble);
    return authorize(one, key);
  };
  return failing;
}

function moneyIn(session: ReturnType<StripeStandIn['sessionOf']>): Awaited<ReturnType<Examined['money']>> {
  if (!session) return { state: 'none' };
  const { payment_intent: intent, wanted } = session;
  const amount = Number(wanted['line_items[0][price_data][unit_amount]']);
  const code = wanted['line_items[0][price_data][currency]']!.toUpperCase();
  const of = { amount, currency: { code, symbol: code, digits: 2 } };
  if (intent?.status === 'requires_capture') return { state: 'kept', of };
  if (intent?.status !== 'succeeded') return { state: 'none', of };
  return { state: intent.latest_charge?.refunded ? 'given back' : 'taken', of };
}

describe('Stripe, asked to keep money,', () => {
  it('has a page for it, where nothing is taken before we say so, and which leads back to the order', async () => {
    const made = charge();
    const { reference, ...answer } = (await provider.authorize(made, `${made.orderId}.authorize`)) as { reference: string };
    expect(answer).toEqual({ outcome: 'to be confirmed', confirmAt: `https://checkout.stripe.com/c/pay/${reference}` });
    expect(stripe.session(reference).wanted).toMatchObject({
      ...{ mode: 'payment', 'payment_intent_data[capture_method]': 'manual', 'metadata[orderId]': made.orderId },
      ...{ 'line_items[0][price_data][unit_amount]': '1299', 'line_items[0][price_data][currency]': 'eur' },
      success_url: `https://shop.example/orders/${made.orderId}`,
      cancel_url: `https://shop.example/orders/${made.orderId}`,
    });
    expect(heardOf(made.orderId).map(({ key }) => key)).toEqual([`${made.orderId}.authorize`]);
  });
  it('does so once under one key, also where its answer is lost', async () => {
    const made = charge();
    stripe.next('POST', 'silence after it is done');
    await expect(within(700, () => provider.authorize(made, `${made.orderId}.authorize`))).rejects.toThrow(ProviderIsSilent);
    const first = stripe.sessionOf(made.orderId)!.id;
    for (const _ of ['asked again', 'and again'])
      expect(await provider.authorize(made, `${made.orderId}.authorize`)).toMatchObject({ reference: first });
  });
  it('declines what it can’t take, and what is another’s way to pay is not told to it', async () => {
    const xts = { code: 'XTS', symbol: 'Ø', digits: 0 };
    expect(await provider.authorize(charge({ currency: xts }), 'no-currency')).toEqual({
      ...{ outcome: 'declined', reason: OUR_MISTAKE },
    });
    const heard = stripe.heard.length;
    expect(await provider.authorize(charge({ methodId: PaymentMethodId.parse('test-card') }), 'other')).toMatchObject({
      outcome: 'declined',
    });
    expect(await provider.authorize(charge({ amount: 1, currency: { ...xts, code: 'KWD', digits: 3 } }), 'amount')).toMatchObject({
      outcome: 'declined',
    });
    expect(stripe.heard).toHaveLength(heard);
  });
  it('declines by 402', async () => {
    stripe.next('POST', failure(402, 'card_error', 'Your card was declined.', 'card_declined'));
    expect(await provider.authorize(charge(), 'card-error')).toEqual({ outcome: 'declined', reason: 'Your card was declined.' });
  });
});

describe('Silence', () => {
  it.each<[string, Trouble]>([
    ['no answer in time', 'silence'],
    ['429', failure(429, 'rate_limit_error', 'Slow down.')],
    ['500', failure(500, 'api_error', 'Oh.')],
    ['503', failure(503, 'api_error', 'Oh.')],
    ['a call under the same key that is still under way', failure(409, 'idempotency_error', 'In use.', 'idempotency_key_in_use')],
  ])('is %s: it is asked once, and nothing is concluded from it', async (_, trouble) => {
    const made = charge();
    stripe.next('POST', trouble);
    await expect(within(700, () => provider.authorize(made, `${made.orderId}.authorize`))).rejects.toThrow(ProviderIsSilent);
    expect(heardOf(made.orderId)).toHaveLength(1);
    expect(await provider.authorize(made, `${made.orderId}.authorize`)).toMatchObject({ outcome: 'to be confirmed' });
  });
  it('is a failure that Stripe keeps under its key, and is asked about under the next one', async () => {
    const made = charge();
    const key = `${made.orderId}.authorize`;
    stripe.next('POST', { ...failure(500, 'api_error', 'Oh.'), isKept: true });
    await expect(provider.authorize(made, key)).rejects.toThrow(ProviderIsSilent);
    expect(await provider.authorize(made, key)).toMatchObject({ outcome: 'to be confirmed' });
    expect(heardOf(made.orderId).map((heard) => heard.key)).toEqual([key, key, `${key}.2`]);
    expect(await provider.authorize(made, key)).toMatchObject({ reference: stripe.sessionOf(made.orderId)!.id });
  });
  it('is nobody there', async () => {
    const gone = await StripeStandIn.start();
    const { settings } = gone;
    await gone.stop();
    await expect(new StripeProvider(settings).authorize(charge(), 'gone')).rejects.toThrow(ProviderIsSilent);
  });
  it('is no time left to ask in', async () => {
    const heard = stripe.heard.length;
    await expect(within(100, () => provider.authorize(charge(), 'no-time'))).rejects.toThrow(ProviderIsSilent);
    expect(stripe.heard).toHaveLength(heard);
  });
  it('is not what a wrong key is answered: somebody has to look', async () => {
    const wrong = new StripeProvider({ ...stripe.settings, secretKey: 'sk_test_wrong' });
    const asked = wrong.authorize(charge(), 'wrong');
    await expect(asked).rejects.not.toBeInstanceOf(ProviderIsSilent);
    await expect(asked).rejects.toThrow('No.');
  });
});

describe('How a payment stands', () => {
  it('is asked of Stripe, whatever has been heard', async () => {
    const made = await open();
    expect(await provider.confirm(made)).toMatchObject({ outcome: 'to be confirmed', reference: made.reference });
    stripe.pays(made.reference);
    expect(await provider.confirm(made)).toEqual({ outcome: 'authorized', reference: made.reference });
  });
  it('is declined where the page has expired, and where nobody was ever asked', async () => {
    const made = await open();
    stripe.lapses(made.reference);
    expect(await provider.confirm(made)).toMatchObject({ outcome: 'declined' });
    expect(await provider.confirm(charge())).toMatchObject({ outcome: 'declined' });
  });
});

describe('What is given up', () => {
  it('before it is paid can’t be paid any more', async () => {
    const made = await open();
    for (const _ of ['once', 'twice']) expect(await provider.void(made, `${made.orderId}.void`)).toEqual(done);
    expect(stripe.session(made.reference).status).toBe('expired');
    expect(heardOf(made.orderId).map(({ key }) => key)).toContain(`${made.orderId}.void.expire`);
  });
  it('after it is paid keeps no money', async () => {
    const made = await paid();
    for (const _ of ['once', 'twice']) expect(await provider.void(made, `${made.orderId}.void`)).toEqual(done);
    expect(intentOf(made).status).toBe('canceled');
  });
  it('in the moment in which it is paid keeps no money either', async () => {
    const made = await open();
    stripe.next('POST', () => stripe.pays(made.reference));
    expect(await provider.void(made, `${made.orderId}.void`)).toEqual(done);
    expect(intentOf(made).status).toBe('canceled');
  });
  it('before Stripe had said where to pay is nothing: nobody can', async () => {
    const heard = stripe.heard.length;
    expect(await provider.void(charge(), 'void')).toEqual(done);
    expect(stripe.heard).toHaveLength(heard);
  });
  it('while Stripe works on it is asked about again', async () => {
    const made = await paid('processing');
    await expect(provider.void(made, `${made.orderId}.void`)).rejects.toThrow(ProviderIsSilent);
    intentOf(made).status = 'requires_capture';
    expect(await provider.void(made, `${made.orderId}.void`)).toEqual(done);
  });
  it('once the money is taken is not, and goes back', async () => {
    const made = await captured();
    expect(await provider.void(made, `${made.orderId}.void`)).toEqual(refused);
    await letGo(provider, made);
    expect(intentOf(made).latest_charge).toMatchObject({ refunded: true });
    expect(await provider.void(made, `${made.orderId}.void`)).toEqual(done);
  });
});

describe('Money that is kept', () => {
  it('is taken once', async () => {
    const made = await captured();
    expect(await provider.capture(made, `${made.orderId}.capture-again`)).toEqual(done);
    expect(heardOf(made.orderId).filter(({ path }) => path.endsWith('/capture'))).toHaveLength(1);
  });
  it('is not taken before it is paid, nor after it was let go', async () => {
    const made = await open();
    expect(await provider.capture(made, 'early')).toEqual({ outcome: 'refused', reason: 'Nothing is kept.' });
    await provider.void(made, `${made.orderId}.void`);
    expect(await provider.capture(made, 'late')).toEqual(refused);
    expect(await provider.capture(charge(), 'never')).toEqual(refused);
  });
  it('that Stripe does not give is refused, with what it says of a card, and nothing of what it says of us', async () => {
    for (const [status, type, reason] of [
      [400, 'invalid_request_error', OUR_MISTAKE],
      [402, 'card_error', 'The authorization has lapsed.'],
    ] as const) {
      const made = await paid();
      stripe.next('POST', failure(status, type, 'The authorization has lapsed.'));
      expect(await provider.capture(made, `${made.orderId}.capture`)).toEqual({
        outcome: 'refused',
        reason,
      });
    }
  });
});

describe('Money that was taken', () => {
  it('goes back once', async () => {
    const made = await captured();
    for (const nth of ['1', '1', '2']) expect(await provider.refund(made, `${made.orderId}.refund.${nth}`)).toEqual(done);
    expect(heardOf(made.orderId).filter(({ path }) => path === '/v1/refunds')).toHaveLength(1);
  });
  it('that Stripe does not give back stays, and may be asked for anew', async () => {
    const made = await captured();
    stripe.next('POST', failure(400, 'invalid_request_error', 'Insufficient balance.'));
    expect(await provider.refund(made, `${made.orderId}.refund.1`)).toEqual({ outcome: 'refused', reason: OUR_MISTAKE });
    expect(await provider.refund(made, `${made.orderId}.refund.2`)).toEqual(done);
  });
  it('and only such goes back', async () => {
    expect(await provider.refund(await paid(), 'kept')).toEqual({ outcome: 'refused', reason: 'Nothing was taken.' });
    expect(await provider.refund(charge(), 'never')).toEqual(refused);
  });
});

it('Stripe is the one way to pay, and says so', async () => {
  expect(await provider.methods()).toEqual([expect.objectContaining({ methodId: 'stripe', name: 'Card, at Stripe' })]);
});
