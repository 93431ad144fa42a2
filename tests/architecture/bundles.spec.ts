import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bundle, compile, foldersOf } from '@jogakbo/release';

const root = path.resolve(import.meta.dirname, '../..');
const output = mkdtempSync(path.join(tmpdir(), 'bundles-'));
afterAll(() => rmSync(output, { recursive: true, force: true }));

async function serverOf(unit: string): Promise<string> {
  const folder = foldersOf(root, unit).backend;
  await compile(bundle({ unit, version: 'v1', folder, output: path.join(output, unit) }));
  return readFileSync(path.join(output, unit, 'main.js'), 'utf8');
}

/** What a back end with a log and a database of its own has, as it stands in a bundle. */
const ofVerticals = {
  'the PostgreSQL driver': /\bpg-protocol\b|class Pool extends EventEmitter/,
  'the migration runner': /postgrator/i,
  'dead letters': /\bdead_letter\b/,
  'elections of a leader': /pg_try_advisory_lock/,
};

describe.each(['gateway', 'shell'])('The server of the %s', async (unit) => {
  const server = await serverOf(unit);
  it.each(Object.entries(ofVerticals))('has nothing of %s', (_, sign) => expect(server).not.toMatch(sign));
});

describe('The server of a vertical', async () => {
  const server = await serverOf('checkout');
  it.each(Object.entries(ofVerticals))('has %s', (_, sign) => expect(server).toMatch(sign));
});
