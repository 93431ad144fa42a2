import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newIdentity } from '../access/identity/identity.ts';

export const SESSION_SECRET = 'a-secret-for-specs-only-of-many-signs';

/** The account of a shop under test, whose password takes no effort to try. */
export function testIdentity() {
  const folder = mkdtempSync(path.join(tmpdir(), 'jogakbo-identity-'));
  const { identity, password } = newIdentity(1024);
  const file = path.join(folder, 'identity.json');
  writeFileSync(file, JSON.stringify(identity));
  return {
    name: identity.name,
    password,
    settings: { IDENTITY_FILE: file, SESSION_SECRET },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
