import { expect, it } from 'vitest';
import { reasonSaid } from './reason-said.ts';

it.each([
  ['StockIsShort', 'Somebody was faster: not enough pieces are left.'],
  ['timed out', 'It took too long.'],
  ['The card was declined.', 'The card was declined.'],
  ['the bank said no', 'the bank said no.'],
  ['constructor', 'constructor.'],
])('says %s as people do', (reason, said) => expect(reasonSaid(reason)).toBe(said));
