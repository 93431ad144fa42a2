import { describe, expect, it } from 'vitest';
import { cookieHeader, isCookieValue, readCookies, writeCookies } from './cookies.ts';

describe('Cookies', () => {
  it('are read as they are written', () => {
    const cookies = new Map([
      ['c_cart', 'A-1_2|B-2_1'],
      ['empty', ''],
    ]);
    expect(readCookies(writeCookies(cookies))).toEqual(cookies);
  });
  it('that come twice count as they come first', () => expect(readCookies('a=1; a=2').get('a')).toBe('1'));
  it.each(['', 'a', '=1', 'a=b c', 'a="b"', 'a=b,c', 'a=\u00e9', 'a b=1', `${'n'.repeat(65)}=1`])(
    'that are none are left out: %j',
    (text) => expect(readCookies(text).size).toBe(0),
  );
  it('beside one that is none are read all the same', () => expect([...readCookies('x; b="; c=3')]).toEqual([['c', '3']]));
  it('have values of printable signs only, and not too many', () => {
    expect(['A_1|B_2', ''].map(isCookieValue)).toEqual([true, true]);
    expect(['a;b', 'a\r\nb', 'a b', 'x'.repeat(4001)].map(isCookieValue)).toEqual([false, false, false, false]);
  });
});

describe('A vertical', () => {
  it('is given the cookies that it declares, and no others', () =>
    expect(cookieHeader([{ name: 'c_cart' }, { name: 'c_else' }], 'session=secret; c_cart=A_1')).toEqual({
      'jogakbo-cookies': 'c_cart=A_1',
    }));
  it('that declares none, or has none, is given nothing', () => {
    expect(cookieHeader([], 'c_cart=A_1')).toEqual({});
    expect(cookieHeader([{ name: 'c_cart' }], undefined)).toEqual({});
  });
});
