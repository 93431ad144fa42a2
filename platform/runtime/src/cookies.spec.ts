import { describe, expect, it } from 'vitest';
import { contract } from '@jogakbo/contract';
import { callFrom } from './call.ts';
import { CookieJar } from './cookies.ts';

const Basket = contract('shop').cookie('basket', 'What is in the basket.', { keptFor: '1 day' });

describe('A visitor’s cookies', () => {
  it('come with a request, and are what was set last', () => {
    const { cookies } = callFrom((name) => (name === 'jogakbo-cookies' ? 'basket=A_1' : undefined), 100);
    expect([cookies?.get(Basket), cookies?.written]).toEqual(['A_1', '']);
    cookies?.set(Basket, 'A_2');
    expect([cookies?.get(Basket), cookies?.written]).toEqual(['A_2', 'basket=A_2']);
  });
  it('that are empty are none', () => {
    const jar = new CookieJar('basket=A_1');
    jar.set(Basket, '');
    expect([jar.get(Basket), jar.written]).toEqual([undefined, 'basket=']);
  });
  it('can not be set to what would be another header', () => {
    expect(() => new CookieJar().set(Basket, 'a; Domain=evil')).toThrow('basket');
  });
});
