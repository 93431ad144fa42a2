import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readStored, writeStored } from './stored.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'stored-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('keeps what it was given, for its owner alone, and leaves nothing beside it', () => {
  const file = join(folder, 'seeds.json');
  expect(readStored(file)).toBeUndefined();
  writeStored(file, { explore: 'today' });
  expect(readStored(file)).toEqual({ explore: 'today' });
  expect([statSync(file).mode & 0o777, readdirSync(folder)]).toEqual([0o600, ['seeds.json']]);
});

it('says which file is damaged, and what to do', () => {
  const file = join(folder, 'credentials.json');
  writeFileSync(file, '{"nats:dev": "se');
  expect(() => readStored(file)).toThrow(`${file} is damaged`);
});
