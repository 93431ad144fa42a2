import { expect, it } from 'vitest';
import { plainCookies } from './encrypted.ts';

it.each([
  ['c_cart=1; jogakbo_session=x', false, 'c_cart=1; jogakbo_session=x'],
  ['__Host-c_cart=1; c_cart=2; __Secure-c_cart=3', false, 'c_cart=2'],
  ['c_cart=2; __Host-c_cart=1', true, 'c_cart=1'],
  ['c_cart=tossed-by-a-neighbour', true, ''],
  ['jogakbo_session=tossed; jogakbo_interaction=a; jogakbo_interaction.sig=b', true, 'jogakbo_interaction=a; jogakbo_interaction.sig=b'],
])('Of the cookies %j, encrypted: %j, these are read: %j', (cookies, isSecure, read) => expect(plainCookies(cookies, isSecure)).toBe(read));
