import { beforeEach, describe, expect, it } from 'vitest';
import { headerNames } from '@jogakbo/protocol';
import { OrderId, PaymentMethodId } from '@jogakbo/payment-contract';
import { AggregateStreams, digestOf, inCall, machine, newKey } from '@jogakbo/vertical';
import { callFrom, deciding, eventsOf, runOn } from '@jogakbo/vertical/testing';
import { MemoryLog } from '@jogakbo/testing/memory';
import { MemoryCharges } from '../provider/memory-charges.ts';
import { ProviderIsSilent } from '../provider/payment-provider.ts';
import { TestProvider } from '../provider/test-provider.ts';
import { AuthorizePaymentHandler } from './authorize-payment.handler.ts';
import { CapturePaymentHandler } from './capture-payment.handler.ts';
import { ConfirmPaymentHandler } from './confirm-payment.handler.ts';
import { EndConfirmationHandler } from './end-confirmation.handler.ts';
import { GiveUpConfirmationHandler } from './give-up-confirmation.handler.ts';
import { payment } from './payment.decider.ts';
import { Payments } from './payments.ts';
import { RefundPaymentHandler } from './refund-payment.handler.ts';
import { VoidPaymentHandler } from './void-payment.handler.ts';

const orderId = OrderId.parse('o-1');
const key = newKey();
const money = { amount: 5700, currency: { code: 'XTS', symbol: 'Ø', digits: 0 } };

let log: MemoryLog;
let charges: MemoryCharges;
let provider: TestProvider;
let handle: ReturnType<typeof handlers>;

beforeEach(() => {
  log = new MemoryLog();
  charges = new MemoryCharges();
  provider = new TestProvider(charges);
  handle = handlers();
  // Nobody waits for what takes its time.
  return runOn({ ...machine, pause: () => Promise.resolve() });
});

function handlers() {
  const payments = new Payments(new AggregateStreams(payment, deciding(log)));
  return {
    authorize: (method = 'test-card', id = 'authorize') =>
      as(id, () => new AuthorizePaymentHandler(payments, provider).handle(request(method))),
    void: (id = 'void') => as(id, () => new VoidPaymentHandler(payments, provider).handle({ orderId })),
    capture: (id = 'capture') => as(id, () => new CapturePaymentHandler(payments, provider).handle({ orderId })),
    refund: (id = 'refund') => as(id, () => new RefundPaymentHandler(payments, provider).handle({ orderId })),
    refundAsStaff: () =>
      inCall(
        callFrom((name) => (name === headerNames.roles ? 'staff' : undefined), 10_000),
        () => new RefundPaymentHandler(payments, provider).handle({ orderId }),
      ),
    end: (id = 'end') => as(id, () => new EndConfirmationHandler(payments, provider).handle({ orderId })),
    giveUp: (id = 'give-up') => as(id, () => new GiveUpConfirmationHandler(payments, provider).handle({ orderId })),
    confirm: (answer: 'confirm' | 'refuse' = 'confirm', by = { key, id: 'confirm' }) =>
      as(by.id, () => new ConfirmPaymentHandler(payments, provider).handle({ orderId, key: by.key, answer })),
  };
}
const request = (method: string) => ({
  ...{ orderId, ...money, methodId: PaymentMethodId.parse(method) },
  keyDigest: digestOf(key),
});

/** A command by its id: the same for each of its deliveries. */
const as = <T>(id: string, work: () => Promise<T>) =>
  inCall(
    callFrom((name) => (name === headerNames.id ? id : undefined), 10_000),
    work,
  );
const history = async () => (await log.readAfter(`payment.log.payment.${orderId}`, 0)).flatMap(eventsOf).map(({ type }) => type);
const atProvider = () => charges.statuses.get(orderId);

/** Something happens just after the provider has done what it was asked for, and before anybody hears of it. */
function meanwhile(call: 'authorize' | 'confirm' | 'close' | 'capture', happens: () => Promise<unknown>) {
  const asked = provider[call].bind(provider) as (...of: any[]) => Promise<any>;
  provider[call] = async (...of: any[]) => {
    const answer = await asked(...of);
    await happens();
    return answer;
  };
}

describe('A provider that is silent', () => {
  it('has said neither yes nor no: the command fails, and comes again', async () => {
    await expect(handle.authorize('test-card-silent')).rejects.toThrow('does not answer');
    expect(await history()).toEqual(['PaymentRequested']);
    await handle.authorize('test-card-silent');
    expect(await history()).toEqual(['PaymentRequested', 'PaymentAuthorized']);
  });
  it('is let go of when the payment is given up, even if it has kept the money', async () => {
    await expect(handle.authorize('test-card-silent')).rejects.toThrow('does not answer');
    expect(atProvider()).toBe('held');
    await handle.void();
    expect([await history(), atProvider()]).toEqual([['PaymentRequested', 'PaymentVoided'], 'voided']);
    await expect(handle.authorize('test-card-silent')).rejects.toThrow('PaymentIsVoided');
    expect([await history(), atProvider()]).toEqual([['PaymentRequested', 'PaymentVoided'], 'voided']);
  });
});

describe('A payment that is given up', () => {
  it('before it is asked for is never asked of the provider', async () => {
    await handle.void();
    await expect(handle.authorize()).rejects.toThrow('PaymentIsVoided');
    expect([await history(), atProvider()]).toEqual([['PaymentVoided'], undefined]);
  });
  it('while the provider is asked keeps no money, and never counts as authorized', async () => {
    meanwhile('authorize', () => handle.void());
    await expect(handle.authorize()).rejects.toThrow('PaymentIsVoided');
    expect([await history(), atProvider()]).toEqual([['PaymentRequested', 'PaymentVoided'], 'voided']);
  });
  it('while the customer confirms it keeps no money', async () => {
    await handle.authorize('test-card-to-confirm');
    meanwhile('confirm', () => handle.void());
    await expect(handle.confirm()).rejects.toThrow('PaymentIsVoided');
    expect([(await history()).at(-1), atProvider()]).toEqual(['PaymentVoided', 'voided']);
  });
  it('while its money is taken gives it back', async () => {
    await handle.authorize();
    meanwhile('capture', () => handle.void());
    await expect(handle.capture()).rejects.toThrow('MoneyIsNotHeld');
    expect([(await history()).at(-1), atProvider()]).toEqual(['PaymentVoided', 'refunded']);
  });
});

it('A refund that staff ask for is noted, and nothing goes back before the goods do', async () => {
  await handle.authorize();
  await handle.capture();
  await handle.refundAsStaff();
  expect([(await history()).at(-1), atProvider()]).toEqual(['RefundRequested', 'captured']);
  await handle.refund();
  expect([(await history()).at(-1), atProvider()]).toEqual(['PaymentRefunded', 'refunded']);
});

describe('A repeat', () => {
  it('of anything is nothing, also as another command', async () => {
    for (const nth of ['one', 'one', 'two']) await handle.authorize('test-card', `authorize-${nth}`);
    for (const nth of ['one', 'one', 'two']) await handle.capture(`capture-${nth}`);
    for (const nth of ['one', 'one', 'two']) await handle.refund(`refund-${nth}`);
    expect(await history()).toEqual(['PaymentRequested', 'PaymentAuthorized', 'PaymentCaptured', 'PaymentRefunded']);
    expect(atProvider()).toBe('refunded');
  });
  it('of a refused refund is nothing; a new one is asked anew', async () => {
    await handle.authorize('test-card-not-refunded');
    await handle.capture();
    for (const id of ['first', 'first', 'second']) await handle.refund(id);
    expect((await history()).slice(3)).toEqual(['RefundRefused', 'RefundRefused']);
    expect(atProvider()).toBe('captured');
  });
});

describe('When a customer has had time enough', () => {
  beforeEach(() => handle.authorize('test-card-to-confirm'));

  it('who has paid keeps the order, though nobody has told us: the provider is asked first', async () => {
    charges.statuses.set(orderId, 'held');
    await handle.end();
    expect([(await history()).at(-1), atProvider()]).toEqual(['PaymentAuthorized', 'held']);
    await handle.capture();
    expect([(await history()).at(-1), atProvider()]).toEqual(['PaymentCaptured', 'captured']);
  });
  it('who has not paid can’t any more', async () => {
    for (const id of ['one', 'one', 'two']) await handle.end(id);
    expect((await history()).slice(1)).toEqual(['ConfirmationRequested', 'ConfirmationEnded', 'PaymentDeclined']);
    expect(atProvider()).toBe('voided');
    await expect(handle.confirm()).rejects.toThrow('NothingIsToBeConfirmed');
  });
  it('who confirms at this very moment has paid or not, and the provider says the same', async () => {
    meanwhile('close', () => expect(handle.confirm()).rejects.toThrow('PaymentIsDeclined'));
    await handle.end().catch(() => undefined);
    expect([(await history()).at(-1), atProvider()]).toEqual(['PaymentDeclined', 'voided']);
  });
  it('and everything is said already, nothing follows', async () => {
    await handle.confirm();
    await handle.end();
    expect([(await history()).at(-1), atProvider()]).toEqual(['PaymentAuthorized', 'held']);
  });
  it('and the provider is silent, it is asked again: nothing is let go', async () => {
    const { close } = provider;
    provider.close = () => Promise.reject(new ProviderIsSilent());
    await expect(handle.end()).rejects.toThrow('does not answer');
    charges.statuses.set(orderId, 'held');
    provider.close = close;
    await handle.end();
    expect([(await history()).at(-1), atProvider()]).toEqual(['PaymentAuthorized', 'held']);
  });
});

it('A confirmation is not waited for when the order is cancelled while the provider is asked: that is said again in a moment', async () => {
  meanwhile('authorize', () => expect(handle.giveUp()).rejects.toMatchObject({ problem: { status: 503 } }));
  await handle.authorize('test-card-to-confirm');
  await handle.giveUp();
  expect([await history(), atProvider()]).toEqual([
    ['PaymentRequested', 'ConfirmationRequested', 'ConfirmationEnded', 'PaymentDeclined'],
    'voided',
  ]);
});

describe('What the customer says to a payment that waits for it', () => {
  beforeEach(() => handle.authorize('test-card-to-confirm'));
  const later = async () => (await history()).slice(1);

  it('lets the provider keep the money', async () => {
    expect(await later()).toEqual(['ConfirmationRequested']);
    await handle.confirm();
    await handle.confirm('confirm', { key, id: 'again' });
    expect([await later(), atProvider()]).toEqual([['ConfirmationRequested', 'ConfirmationEnded', 'PaymentAuthorized'], 'held']);
  });
  it('may be no', async () => {
    await handle.confirm('refuse');
    await handle.confirm('refuse', { key, id: 'again' });
    expect([await later(), atProvider()]).toEqual([['ConfirmationRequested', 'ConfirmationEnded', 'PaymentDeclined'], 'voided']);
    await expect(handle.confirm('confirm', { key, id: 'too-late' })).rejects.toThrow('NothingIsToBeConfirmed');
  });
  it('may be no at the same moment as yes: then it is no, and no money is kept', async () => {
    meanwhile('confirm', () => handle.confirm('refuse', { key, id: 'no' }));
    await expect(handle.confirm()).rejects.toThrow('PaymentIsDeclined');
    expect([await later(), atProvider()]).toEqual([['ConfirmationRequested', 'ConfirmationEnded', 'PaymentDeclined'], 'voided']);
  });
  it('is not waited for when the order is cancelled', async () => {
    await handle.giveUp();
    await handle.giveUp();
    expect([await later(), atProvider()]).toEqual([['ConfirmationRequested', 'ConfirmationEnded', 'PaymentDeclined'], 'voided']);
  });
  it('stays yes when the order is cancelled later', async () => {
    await handle.confirm();
    await handle.giveUp();
    expect([await later(), atProvider()]).toEqual([['ConfirmationRequested', 'ConfirmationEnded', 'PaymentAuthorized'], 'held']);
  });
  it('is heard with its key alone: another key and an unknown order are not told apart', async () => {
    const notFound = { problem: { status: 404 } };
    await expect(handle.confirm('confirm', { key: newKey(), id: 'guess' })).rejects.toMatchObject(notFound);
    log = new MemoryLog();
    handle = handlers();
    await expect(handle.confirm()).rejects.toMatchObject(notFound);
    await handle.void();
    await expect(handle.confirm()).rejects.toMatchObject(notFound);
  });
});

it('Money that the provider does not keep any more is not taken', async () => {
  await handle.authorize();
  charges.statuses.set(orderId, 'voided');
  await expect(handle.capture()).rejects.toThrow('CaptureIsRefused: Nothing is kept.');
  expect((await history()).at(-1)).toBe('PaymentAuthorized');
});
