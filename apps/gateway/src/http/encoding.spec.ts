import { describe, expect, it } from 'vitest';
import { codingFor } from './encoding.ts';

describe('The coding of an answer', () => {
  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['GZIP', 'gzip'],
    ['br;q=0.5, gzip;q=0.8', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['*', 'br'],
    ['*;q=0', undefined],
    ['identity', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('is, of those accepted by %j, %j', (accepted, coding) => expect(codingFor(accepted)).toBe(coding));
  it('is one that there is', () => expect(codingFor('br, gzip', ['gzip'])).toBe('gzip'));
});
