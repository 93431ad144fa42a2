import { describe, expect, it } from 'vitest';
import { PaymentSettings, stripeSettings } from './settings.ts';

const whole = {
  ...{ PAYMENT_PROVIDER: 'stripe', STRIPE_SECRET_KEY: 'sk_test_1', STRIPE_WEBHOOK_SECRET: 'whsec_1' },
  PUBLIC_URL: 'https://shop.example',
};
const without = (name: keyof typeof whole) => Object.fromEntries(Object.entries(whole).filter(([each]) => each !== name));
const troubles = (given: object) =>
  PaymentSettings.safeParse(given).error?.issues.map(({ path, message }) => `${String(path[0])}: ${message}`);

describe('Who takes the money', () => {
  it('is the test provider unless it is set', () => {
    expect(stripeSettings(PaymentSettings.parse({}))).toBeUndefined();
    expect(stripeSettings(PaymentSettings.parse({ ...whole, PAYMENT_PROVIDER: 'test' }))).toBeUndefined();
  });
  it('may be Stripe, at its own address unless another is set', () => {
    expect(stripeSettings(PaymentSettings.parse(whole))).toEqual({
      ...{ secretKey: 'sk_test_1', webhookSecret: 'whsec_1' },
      ...{ publicUrl: 'https://shop.example', apiUrl: 'https://api.stripe.com' },
    });
    const elsewhere = PaymentSettings.parse({ ...whole, STRIPE_API_URL: 'http://127.0.0.1:12111' });
    expect(stripeSettings(elsewhere)).toMatchObject({ apiUrl: 'http://127.0.0.1:12111' });
  });
  it.each(['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET', 'PUBLIC_URL'] as const)('is not Stripe without %s, which is named', (name) => {
    expect(troubles(without(name))).toEqual([`${name}: is needed where PAYMENT_PROVIDER is stripe`]);
  });
  it.each(['STRIPE_API_URL', 'PUBLIC_URL'] as const)('is asked for money at an https address alone, or on this machine: %s', (name) => {
    const wrong = `${name}: is https where money is asked for, or this machine itself`;
    for (const address of [
      'http://shop.example',
      'http://192.168.0.7:4000',
      'http://127.0.0.1.shop.example',
      'http://localhost.shop.example',
    ])
      expect(troubles({ ...whole, [name]: address }), address).toEqual([wrong]);
    for (const address of ['https://shop.example', 'http://127.0.0.1:12111', 'http://localhost:4000', 'http://[::1]:4000'])
      expect(troubles({ ...whole, [name]: address }), address).toBeUndefined();
  });
  it('is nobody else, and no key is taken for another', () => {
    expect(troubles({ PAYMENT_PROVIDER: 'cash' })).toEqual([expect.stringContaining('PAYMENT_PROVIDER')]);
    // A publishable key takes no money, and is the one that is most easily copied.
    expect(troubles({ ...whole, STRIPE_SECRET_KEY: 'pk_test_1' })).toEqual([expect.stringContaining('STRIPE_SECRET_KEY')]);
    expect(troubles({ ...whole, STRIPE_WEBHOOK_SECRET: 'sk_test_1' })).toEqual([expect.stringContaining('STRIPE_WEBHOOK_SECRET')]);
  });
});
