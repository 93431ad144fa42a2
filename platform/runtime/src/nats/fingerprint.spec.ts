import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { contract, personal } from '@jogakbo/contract';
import { fingerprintOf } from './fingerprint.ts';

const Reserve = contract('library').command('Reserve', 'Reserves a book.', {
  book: z.string(),
  copies: z.number(),
  reader: personal(z.string()),
});
const asked = { book: 'b-1', copies: 1, reader: 'Žofie' };
const fingerprint = (data: object) => fingerprintOf({ type: 'Reserve', data }, Reserve);

describe('The fingerprint of a command', () => {
  it('is the same in whatever order its fields stand', () =>
    expect(fingerprint({ copies: 1, reader: 'Žofie', book: 'b-1' })).toBe(fingerprint(asked)));
  it('is another one for anything else', () => expect(fingerprint({ ...asked, copies: 2 })).not.toBe(fingerprint(asked)));
  it('says nothing about a person, who could be guessed by it', () =>
    expect(fingerprint({ ...asked, reader: 'Ada' })).toBe(fingerprint(asked)));
});
