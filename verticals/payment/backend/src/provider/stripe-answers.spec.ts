import type Stripe from 'stripe';
import { expect, it } from 'vitest';
import { textFaults } from '@jogakbo/contract';
import { answerOf } from './stripe-answers.ts';

const session = (status: string, intent: object | null = null, url: string | null = null) =>
  ({ id: 'cs_1', status, url, payment_intent: intent }) as unknown as Stripe.Checkout.Session;
const complete = (status: string, more: object = {}) => session('complete', { id: 'pi_1', status, ...more });

it.each([
  [
    'that is open waits for its customer',
    session('open', null, 'https://pay.example'),
    { confirmAt: 'https://pay.example' },
    'to be confirmed',
  ],
  ['that is worked on waits', complete('processing'), {}, 'to be confirmed'],
  ['whose money is kept is authorized', complete('requires_capture'), {}, 'authorized'],
  ['whose money is taken already is authorized', complete('succeeded'), {}, 'authorized'],
] as const)('a session %s', (_, given, more, outcome) => {
  expect(answerOf(given)).toEqual({ outcome, reference: 'cs_1', ...more });
});

it.each([
  ['that has expired', session('expired'), 'It was not paid in time.'],
  ['whose intent was cancelled', complete('canceled'), 'It was not paid.'],
  ['whose card failed', complete('requires_payment_method', { last_payment_error: { message: 'No funds.' } }), 'No funds.'],
  ['without an intent', session('complete'), 'It was not paid.'],
] as const)('a session %s is declined, with a reason', (_, given, reason) => {
  expect(answerOf(given)).toEqual({ outcome: 'declined', reason });
});

it('is never paid at an address that is not https', () => {
  expect(() => answerOf(session('open', null, 'http://pay.example'))).toThrow('not https: http://pay.example');
});

it.each([
  ['\0 No\nfunds. ', 'No funds.'],
  ['Half \ud83d a sign.', 'Half \ufffd a sign.'],
  ['\0', 'It was not paid.'],
])('a reason is text that can be kept: %j is told as %j', (message, reason) => {
  expect(answerOf(complete('requires_payment_method', { last_payment_error: { message } }))).toEqual({ outcome: 'declined', reason });
});

it('a reason is never longer than may be told', () => {
  const error = { last_payment_error: { message: 'x'.repeat(500) } };
  expect(answerOf(complete('requires_payment_method', error))).toEqual({ outcome: 'declined', reason: `${'x'.repeat(199)}…` });
});

it('a reason can be kept, whatever Stripe says and wherever it is cut', () => {
  for (const message of ['No\0 funds.', `${'x'.repeat(198)}🧵 and more`]) {
    const answer = answerOf(complete('requires_payment_method', { last_payment_error: { message } }));
    expect(answer).toMatchObject({ outcome: 'declined' });
    expect(textFaults(answer)).toEqual([]);
  }
});
