import { describe, expect, it } from 'vitest';
import { othersCookies } from './own-cookies.ts';

describe('The cookies that others are given', () => {
  it.each([
    [undefined, undefined],
    ['c_cart=1; e_store=2', 'c_cart=1; e_store=2'],
    ['jogakbo_session=x; c_cart=1; jogakbo_sign_in=y', 'c_cart=1'],
    ['jogakbo_session=x', undefined],
  ])('of %j are %j', (cookies, given) => expect(othersCookies(cookies)).toBe(given));
});
