import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Amount, Balance, Currency, Money, Price, WrittenMoney, type AnyDefinition } from '@jogakbo/contract';
import { contracts } from './contracts.ts';
import { moneyTroubles } from './money.ts';

const schemasOf = (message: AnyDefinition): Record<string, z.ZodType> => ({
  data: message.schema,
  ...(message.kind === 'command' && { result: message.result }),
  ...(message.kind === 'query' && { view: message.view }),
});
const all = contracts.flatMap(({ vertical, messages }) =>
  messages.flatMap((message) =>
    Object.entries(schemasOf(message)).map(([part, schema]) => ({ vertical, type: message.type, part, schema })),
  ),
);

describe('Money in a contract', () => {
  it.each(all)('has its currency: $vertical, $part of $type', ({ schema }) => expect(moneyTroubles(schema)).toEqual([]));

  it('is found in all that was looked through', () => {
    expect(all.filter(({ schema }) => JSON.stringify(z.toJSONSchema(schema)).includes('"currency"')).length).toBeGreaterThan(10);
  });
});

describe('The rule', () => {
  it.each<[string, z.ZodType]>([
    ['money', Money],
    [
      'amounts below their currency',
      z.object({ currency: Currency, lines: z.array(z.object({ price: Amount.optional(), total: Price })) }),
    ],
    [
      'a currency that was made stricter, or may be unknown',
      z.object({ fee: Amount, currency: Currency.extend({ code: z.literal('EUR') }).nullable() }),
    ],
    ['money that is written in one field', z.object({ total: WrittenMoney })],
    ['numbers that are no money', z.object({ quantity: z.number(), digits: z.number() })],
  ])('lets pass %s', (_, schema) => expect(moneyTroubles(schema)).toEqual([]));

  it.each<[string, z.ZodType, string]>([
    ['a bare amount', z.object({ due: Amount }), '/due is an amount without a currency'],
    ['a bare price in a list', z.array(z.object({ price: Price.nullable() })).nullable(), '/*/price is an amount without'],
    ['what comes out of a pipe', z.object({ total: z.coerce.number().pipe(Amount) }), '/total is an amount without'],
    ['a balance with nothing but a code', z.object({ currency: z.string(), balance: Balance }), '/balance is an amount without'],
    [
      'a currency that is said elsewhere',
      z.object({ shop: z.object({ currency: Currency }), price: Amount }),
      '/price is an amount without',
    ],
    ['one side of a union', z.union([z.null(), z.object({ price: Amount })]), '/price is an amount without'],
    ['money that is a plain number', z.object({ currency: Currency, totalPrice: z.number() }), '/totalPrice is a plain number'],
  ])('refuses %s', (_, schema, trouble) => expect(moneyTroubles(schema)).toContainEqual(expect.stringContaining(trouble)));
});
