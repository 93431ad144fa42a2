import { describe, expect, it } from 'vitest';
import type { OfferedVariant } from './on-sale.ts';
import { whyNot } from './why-not.ts';

const with_ = (available: number | null) => ({ name: 'Ox', variant: { name: 'Red' }, available }) as OfferedVariant;

describe('What can be bought', () => {
  it.each([
    [3, 3],
    [1, 1],
  ])('is as much as there is: of %i, %i', (available, quantity) => expect(whyNot(with_(available), quantity)).toBeUndefined());
  it.each([
    [null, 1, 'Ox Red: we are checking how many there are. Please try again later.'],
    [0, 1, 'Ox Red: none is left.'],
    [1, 2, 'Ox Red: only 1 is left.'],
    [3, 4, 'Ox Red: only 3 are left.'],
  ])('is no more than that: of %s, %i are refused', (available, quantity, said) => expect(whyNot(with_(available), quantity)).toBe(said));
});
