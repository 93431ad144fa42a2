import { describe, expect, it } from 'vitest';
import { Price, sumOf, times, WrittenMoney, writeMoney, type Currency } from './index.ts';

const inCurrency = (code: string, digits: number): Currency => ({ code, symbol: code, digits });
const euro = inCurrency('EUR', 2);
const money = (amount: number, currency = euro) => ({ amount, currency });

describe('Money', () => {
  it('is added and multiplied, and keeps its currency', () => {
    expect(sumOf(euro, [money(1), times(money(250), 3)])).toEqual(money(751));
    expect(sumOf(euro, [])).toEqual(money(0));
  });
  it('of the same currency that is shown otherwise is the same', () =>
    expect(sumOf(euro, [money(1, { ...euro, symbol: 'euros' })])).toEqual(money(1)));
  it.each([
    ['another currency', money(1, inCurrency('USD', 2)), '0.01 USD'],
    ['the same code with other digits', money(1, inCurrency('EUR', 0)), '1 EUR'],
  ])('is not added to %s', (_, other, named) => expect(() => sumOf(euro, [money(1), other])).toThrow(`${named} can't be added`));
  it('is never more than is exact', () => {
    expect(() => times(money(Number.MAX_SAFE_INTEGER), 2)).toThrow(RangeError);
    expect(() => sumOf(euro, [money(Number.MAX_SAFE_INTEGER), money(1)])).toThrow(RangeError);
  });
  it('of the largest basket is exact: 50 variants, 99 pieces of each, at the highest price', () => {
    const { maxValue } = Price;
    expect(Price.safeParse(maxValue).success && !Price.safeParse(maxValue! + 1).success).toBe(true);
    expect(
      sumOf(
        euro,
        Array.from({ length: 50 }, () => times(money(maxValue!), 99)),
      ).amount,
    ).toBe(maxValue! * 99 * 50);
  });
});

describe('Money in one field', () => {
  it.each([
    [5700, inCurrency('XTS', 0), '5700 XTS'],
    [129900, euro, '1299.00 EUR'],
    [5, euro, '0.05 EUR'],
    [0, euro, '0.00 EUR'],
    [1, inCurrency('KWD', 3), '0.001 KWD'],
    [Number.MAX_SAFE_INTEGER, inCurrency('JPY', 0), '9007199254740991 JPY'],
  ])('%d of a currency is written %s', (amount, currency, text) => {
    expect(writeMoney({ amount, currency })).toBe(text);
    expect(WrittenMoney.parse(text)).toBe(text);
  });
  it('is other money with other digits', () => expect(writeMoney(money(5700))).not.toBe(writeMoney(money(5700, inCurrency('EUR', 0)))));
  it.each(['1299', 'EUR 1299', '1,299.00 EUR', '-1 EUR', '01 EUR', '1. EUR', '1.23456 EUR', '1 eur', ''])('is not %s', (text) => {
    expect(WrittenMoney.safeParse(text).error?.issues[0]?.message).toBe('money is written like 1299.00 EUR');
  });
});
