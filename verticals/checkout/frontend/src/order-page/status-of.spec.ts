import { describe, expect, it } from 'vitest';
import type { Order, OrderStatus, OrderStep } from '@jogakbo/checkout-contract';
import { statusOf } from './status-of.ts';

const said = (status: OrderStatus, steps: OrderStep[], reason?: string) =>
  statusOf({ status, steps: steps.map((step) => ({ step, at: '' })), ...(reason && { reason }) } as unknown as Order);

describe('An order whose checkout runs', () => {
  it.each<[OrderStep[], string]>([
    [['placed'], 'We are getting everything together.'],
    [['placed', 'stock reserved'], 'We are getting everything together.'],
    [['placed', 'stock reserved', 'confirmation requested'], 'Your payment waits for you: please confirm it.'],
    [['placed', 'stock reserved', 'confirmation requested', 'payment authorized'], 'We are getting everything together.'],
    [['placed', 'cancellation requested', 'stock reserved'], 'It is being cancelled. We are taking everything back.'],
    [[], 'We are getting everything together.'],
  ])('after %j: %s', (steps, sentence) => expect(said('placed', steps)).toBe(sentence));
});

describe('An order that is confirmed', () => {
  it.each<[OrderStep[], string]>([
    [['placed', 'confirmed', 'payment authorized'], 'It is yours, and paid. We are packing it.'],
    [['confirmed', 'ready for pickup'], 'It is ready: you can pick it up.'],
    [['confirmed', 'handed over'], 'It is with you. Enjoy it in the field!'],
    [['confirmed', 'cancellation requested'], 'It is being cancelled. We are taking everything back.'],
  ])('after %j: %s', (steps, sentence) => expect(said('confirmed', steps)).toBe(sentence));

  it('says why it was not cancelled, as long as that is the news', () => {
    const refused: OrderStep[] = ['confirmed', 'handed over', 'cancellation requested', 'cancellation refused'];
    const sentence = 'It could not be cancelled any more, so it stays yours. You have it already. You can give it back instead.';
    expect(said('confirmed', refused, 'ParcelIsHandedOver')).toBe(sentence);
    expect(said('confirmed', [...refused, 'return requested'], 'ParcelIsHandedOver')).toMatch(/^You want to give it back/);
  });
});

describe('An order that was rejected', () => {
  const why = 'We could not fulfil your order. The card was declined.';
  it.each<[OrderStep[], string]>([
    [['rejected'], `${why} No money was taken.`],
    [['stock reserved', 'rejected', 'stock given back'], `${why} No money was taken. The pieces are back on the shelf.`],
    [['stock reserved', 'payment authorized', 'rejected'], `${why} The money that is kept for it is being let go.`],
    [['payment authorized', 'payment voided', 'rejected'], `${why} No money was taken: what was kept for it is let go.`],
    [['money given back', 'rejected'], `${why} Your money has gone back to you.`],
  ])('after %j says why, and what was given back', (steps, sentence) =>
    expect(said('rejected', steps, 'The card was declined.')).toBe(sentence),
  );
});

it('An order whose money staff gave back says whether its customer keeps the goods, where that is known', () => {
  expect(said('refunded', ['handed over', 'money given back', 'refunded'])).toBe(
    'Your money has gone back to you, and you keep what you have.',
  );
  expect(said('returned', ['handed over', 'money given back', 'returned'])).toBe('Your money has gone back to you.');
});

it('An order that ended otherwise says that all has gone back', () => {
  expect(said('cancelled', ['cancelled'])).toMatch(/^It is cancelled/);
  expect(said('returned', ['handed over', 'return requested', 'money given back', 'returned'])).toMatch(/^You have given it back/);
});
