import { describe, expect, it } from 'vitest';
import { ShortMemory } from './short-memory.ts';

describe('What the own provider remembers', () => {
  const memory = new ShortMemory();
  const [codes, sessions] = [memory.of('AuthorizationCode'), memory.of('Session')];

  it('is found by its kind and id, until it is destroyed', async () => {
    await codes.upsert('1', { grantId: 'g' }, 60);
    expect([await codes.find('1'), await sessions.find('1')]).toEqual([{ grantId: 'g' }, undefined]);
    await codes.destroy('1');
    expect(await codes.find('1')).toBeUndefined();
  });
  it('is found by what it says of itself', async () => {
    await sessions.upsert('2', { uid: 'u' }, 60);
    expect([await sessions.findByUid('u'), await codes.findByUid('u')]).toEqual([{ uid: 'u' }, undefined]);
  });
  it('says when a code has been used, and forgets all of a grant', async () => {
    await codes.upsert('3', { grantId: 'g' }, 60);
    await codes.consume('3');
    expect(await codes.find('3')).toMatchObject({ consumed: expect.any(Number) });
    await codes.revokeByGrantId('g');
    expect(await codes.find('3')).toBeUndefined();
  });
});
