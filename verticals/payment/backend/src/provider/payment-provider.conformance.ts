import { beforeAll, describe, expect, it } from 'vitest';
import type { Money } from '@jogakbo/contract';
import { PaymentMethodId } from '@jogakbo/payment-contract';
import { callFrom } from '@jogakbo/vertical/testing';
import { inCall } from '@jogakbo/vertical';
import type { AuthorizationAnswer, Charge } from '../payment/charge.ts';
import { letGo } from './letting-go.ts';
import { ProviderIsSilent, type PaymentProvider } from './payment-provider.ts';

/** A provider under exam, and what only its own side can do and see. */
export interface Examined {
  readonly provider: PaymentProvider;
  /** A charge of its own that it keeps once its customer says so; never the same. */
  readonly charge: () => Charge;
  /** The customer does whatever it takes that the money is kept; nobody comes back, and nobody is told. */
  readonly pays: (charge: Charge) => Promise<void>;
  /** What has become of the money of a charge on the provider's side, and how much it is. */
  readonly money: (charge: Charge) => Promise<{ readonly state: 'none' | 'kept' | 'taken' | 'given back'; readonly of?: Money }>;
  /** A charge whose first request is carried out, and its answer lost. */
  readonly unheard: () => Charge;
  /** Providers that find fault with us, and what they say of it: it is for no customer. */
  readonly mistakes: readonly { readonly what: string; readonly by: PaymentProvider; readonly words: string; readonly charge: Charge }[];
}

/** Milliseconds after which nobody waits for an answer any more. */
const SHORT = 700;
const within = <T>(milliseconds: number, work: () => Promise<T>) =>
  inCall(
    callFrom(() => undefined, milliseconds),
    work,
  );

const done = { outcome: 'done' };
/** A sentence for a customer. */
const reason = expect.stringMatching(/^\p{Lu}[^\p{Cc}]{1,198}[.!?…]$/u) as string;
const declined = { outcome: 'declined', reason };
const refused = { outcome: 'refused', reason };

/**
 * The exam of every payment provider, as a Vitest suite.
 *
 * @param examined Called once.
 */
export function paymentProviderConformance(name: string, examined: () => Examined | Promise<Examined>): void {
  describe(`${name}, as a payment provider,`, () => {
    let one: Examined;
    beforeAll(async () => void (one = await examined()));
    asksTheCustomer(() => one);
    letsGo(() => one);
    takesAndGivesBack(() => one);
    saysWhyNot(() => one);
  });
}

/** Keeps a charge's money as far as the customer is needed for it. */
async function asked({ provider, charge }: Examined, wanted = charge()): Promise<Charge> {
  const answer = await provider.authorize(wanted, `${wanted.orderId}.authorize`);
  expect(answer).toMatchObject({ outcome: 'to be confirmed' });
  const { reference } = answer as { reference?: string };
  return { ...wanted, ...(reference !== undefined && { reference }) };
}
async function kept(examined: Examined): Promise<Charge> {
  const charge = await asked(examined);
  await examined.pays(charge);
  return charge;
}
async function taken(examined: Examined): Promise<Charge> {
  const charge = await kept(examined);
  expect(await examined.provider.capture(charge, `${charge.orderId}.capture`)).toEqual(done);
  return charge;
}
const stateOf = async ({ money }: Examined, charge: Charge) => (await money(charge)).state;

function asksTheCustomer(examined: () => Examined): void {
  it('offers ways to pay, each with a name and a sentence', async () => {
    const methods = await examined().provider.methods();
    expect(methods.length).toBeGreaterThan(0);
    for (const { name, hint } of methods) expect([name, hint]).toEqual([expect.stringMatching(/\S/), reason]);
  });
  it('keeps all of the money, in its currency and no other, once the customer has paid', async () => {
    const charge = await kept(examined());
    const { amount, currency } = charge;
    expect(await examined().money(charge)).toMatchObject({ state: 'kept', of: { amount, currency: { code: currency.code } } });
  });
  it('asked under one key by many at once does it once', async () => {
    const { provider, charge } = examined();
    const one = charge();
    const answers = await Promise.all(Array.from({ length: 8 }, () => provider.authorize(one, `${one.orderId}.authorize`)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });
  it('has done what nobody heard that it did: asked again, it says so and does nothing', async () => {
    const { provider, unheard } = examined();
    const charge = unheard();
    const ask = () => provider.authorize(charge, `${charge.orderId}.authorize`);
    await expect(within(SHORT, ask)).rejects.toThrow(ProviderIsSilent);
    const first = await ask();
    expect(['authorized', 'to be confirmed']).toContain(first.outcome);
    expect(await ask()).toEqual(first);
  });
  it('sends nobody to a page that is not https', async () => {
    const { provider, charge } = examined();
    const one = charge();
    const { confirmAt } = (await provider.authorize(one, `${one.orderId}.authorize`)) as { confirmAt?: string };
    expect(confirmAt ?? 'https://nowhere.example').toMatch(/^https:\/\//);
  });
  it('says how a payment stands to whoever asks, also where its customer never came back and nobody was told', async () => {
    const { provider, pays } = examined();
    const charge = await asked(examined());
    for (const _ of ['once', 'twice']) expect(await provider.standing(charge)).toMatchObject({ outcome: 'to be confirmed' });
    await pays(charge);
    for (const _ of ['once', 'twice']) expect(await provider.standing(charge)).toMatchObject({ outcome: 'authorized' });
    expect(await provider.confirm(charge, `${charge.orderId}.confirm`)).toMatchObject({ outcome: 'authorized' });
    expect(await stateOf(examined(), charge)).toBe('kept');
    expect(await provider.standing(examined().charge())).toEqual(declined);
  });
}

function letsGo(examined: () => Examined): void {
  it('ends a payment that nobody has made: it can’t be made any more', async () => {
    const { provider, pays } = examined();
    const charge = await asked(examined());
    for (const _ of ['once', 'twice']) expect(await provider.close(charge, `${charge.orderId}.close`)).toEqual(declined);
    await pays(charge).catch(() => undefined);
    expect(await stateOf(examined(), charge)).toBe('none');
    expect(await provider.standing(charge)).toEqual(declined);
  });
  it('ends a payment that was made by saying so: the money stays kept', async () => {
    const charge = await kept(examined());
    for (const key of ['close', 'close', 'close-again'])
      expect(await examined().provider.close(charge, `${charge.orderId}.${key}`)).toMatchObject({ outcome: 'authorized' });
    expect(await stateOf(examined(), charge)).toBe('kept');
  });
  it.each<[string, (examined: Examined) => Charge | Promise<Charge>]>([
    ['what was never heard of', ({ charge }) => charge()],
    ['what nobody has paid yet', asked],
    ['what is kept', kept],
  ])('lets go %s, once', async (_, made) => {
    const charge = await made(examined());
    for (const key of ['void', 'void', 'void-again'])
      expect(await examined().provider.void(charge, `${charge.orderId}.${key}`)).toEqual(done);
    expect(await stateOf(examined(), charge)).toBe('none');
    expect(await examined().provider.capture(charge, `${charge.orderId}.capture`)).toEqual(refused);
  });
  it('does not let go what is taken: that goes back', async () => {
    const charge = await taken(examined());
    expect(await examined().provider.void(charge, `${charge.orderId}.void`)).toEqual(refused);
    expect(await stateOf(examined(), charge)).toBe('taken');
    await letGo(examined().provider, charge);
    expect(await stateOf(examined(), charge)).toBe('given back');
  });
}

function takesAndGivesBack(examined: () => Examined): void {
  it('takes what is kept, once', async () => {
    const charge = await taken(examined());
    expect(await examined().provider.capture(charge, `${charge.orderId}.capture-again`)).toEqual(done);
    expect(await stateOf(examined(), charge)).toBe('taken');
  });
  it('takes nothing that is not kept', async () => {
    const { provider, charge } = examined();
    for (const one of [await asked(examined()), charge()]) expect(await provider.capture(one, `${one.orderId}.capture`)).toEqual(refused);
  });
  it('gives back what was taken, once', async () => {
    const charge = await taken(examined());
    for (const key of ['refund', 'refund', 'refund-again'])
      expect(await examined().provider.refund(charge, `${charge.orderId}.${key}`)).toEqual(done);
    expect(await stateOf(examined(), charge)).toBe('given back');
  });
  it('gives nothing back that was not taken', async () => {
    const { provider, charge } = examined();
    for (const one of [await kept(examined()), charge()]) expect(await provider.refund(one, `${one.orderId}.refund`)).toEqual(refused);
  });
}

function saysWhyNot(examined: () => Examined): void {
  it('declines a way to pay that it does not know', async () => {
    const { provider, charge } = examined();
    const one = { ...charge(), methodId: PaymentMethodId.parse('unheard-of') };
    expect(await provider.authorize(one, `${one.orderId}.authorize`)).toEqual(declined);
  });
  it('tells nobody who pays what it says of a mistake of ours', async () => {
    for (const { what, by, words, charge } of examined().mistakes) {
      const said = await by
        .authorize(charge, `${charge.orderId}.authorize`)
        .catch((error: unknown): AuthorizationAnswer | Error => error as Error);
      // What is thrown on is told to customers as "Something went wrong".
      if (said instanceof Error) continue;
      expect(said, what).toEqual(declined);
      expect(JSON.stringify(said), what).not.toContain(words);
    }
  });
}
