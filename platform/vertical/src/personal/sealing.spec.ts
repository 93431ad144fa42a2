import { describe, expect, it } from 'vitest';
import { newSealingKey, seal, unseal } from './sealing.ts';

const key = newSealingKey();
const reader = { name: 'Žofie', isRegular: true };

describe('What is sealed', () => {
  it('is opened by its key, where it stands', () => expect(unseal(seal(reader, key, 'here'), key, 'here')).toEqual(reader));
  it('says nothing, not even that it is the same as something else, or how long it is', () => {
    const [one, same, other] = [seal('Ada', key, 'here'), seal('Ada', key, 'here'), seal('Adalbert Maximilian', key, 'here')];
    expect(Buffer.from(one.sealed, 'base64url').includes('Ada')).toBe(false);
    expect(one).not.toEqual(same);
    expect(one.sealed).toHaveLength(other.sealed.length);
  });
  it.each([
    ['by another key', newSealingKey(), 'here', (text: string) => text, 'unable to authenticate'],
    ['elsewhere', key, 'there', (text: string) => text, 'unable to authenticate'],
    ['once it was changed', key, 'here', (text: string) => `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`, 'unable to authenticate'],
    ['once a part of it is missing', key, 'here', (text: string) => text.slice(0, 20), 'tag'],
  ])('is not opened %s', (_, other, place, changed, reason) =>
    expect(() => unseal({ sealed: changed(seal(reader, key, 'here').sealed) }, other, place)).toThrow(reason),
  );
});
