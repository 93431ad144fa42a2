import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { identityIn, isAccount, newIdentity } from './identity.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'jogakbo-identity-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const written = (text: string) => {
  const file = path.join(folder, 'identity.json');
  writeFileSync(file, text);
  return file;
};

describe('A new identity', () => {
  const { identity, password } = newIdentity();

  it('knows its password by heart, and is found in its file again', async () => {
    const read = identityIn(written(JSON.stringify(identity)));
    expect(read).toEqual(identity);
    expect(await isAccount(read, { name: 'staff', password })).toBe(true);
    expect(JSON.stringify(identity)).not.toContain(password);
  });
  it('is nobody else, and has no other password', async () => {
    expect(await isAccount(identity, { name: 'Staff', password })).toBe(false);
    expect(await isAccount(identity, { name: 'staff', password: `${password} ` })).toBe(false);
    expect(await isAccount(identity, { name: '', password: '' })).toBe(false);
  });
  it('is another one each time', () => expect(newIdentity(1024).password).not.toBe(password));
});

it.each(['', '{}', '[]', JSON.stringify({ ...newIdentity(1024).identity, signingKeys: [] })])('%j is no identity', (text) =>
  expect(() => identityIn(written(text))).toThrow('IDENTITY_FILE'),
);
it('a file that is not there is no identity', () => expect(() => identityIn('/nowhere')).toThrow('/nowhere'));
