import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { Credentials, type SecretName } from '../credentials.ts';
import { rotationArgs } from './args.ts';
import { outcomeLines, secretLines } from './format.ts';

function stored(): Credentials {
  const folder = mkdtempSync(join(tmpdir(), 'wording-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'credentials.json');
  writeFileSync(file, JSON.stringify({ 'nats:explore': 'from before', 'staff-token': 'token' }));
  const credentials = new Credentials(file);
  credentials.of('postgres:explore');
  return credentials;
}

it('the list says of each secret its age and who uses it, and never its value', () => {
  const credentials = stored();
  const names: SecretName[] = ['staff-token', 'nats:explore'];
  credentials.prepare(names);
  credentials.give(names);
  credentials.settle(['staff-token'], () => 3_600_000);
  const lines = secretLines(credentials, ['STRIPE_SECRET_KEY'], new Date(Date.now() + 49 * 3_600_000));
  expect(lines.map((line) => line.replace(/until .* UTC/, 'until then'))).toEqual([
    expect.stringMatching(/^KIND {6}SECRET {13}AGE/),
    expect.stringMatching(/^nats {6}nats:explore +2 days +accepted: rotation is not at its end +processes of explore$/),
    expect.stringMatching(/^postgres {2}postgres:explore +2 days +refused +processes of explore$/),
    expect.stringMatching(/^tokens {4}staff-token +2 days +accepted until then +npm run staff/),
    expect.stringMatching(/^given {5}STRIPE_SECRET_KEY +given/),
  ]);
  for (const name of credentials.names) expect(lines.join()).not.toContain(credentials.of(name));
});

it('an age that was never kept is unknown', () => {
  expect(secretLines(stored(), [])[1]).toMatch(/^nats +nats:explore +unknown/);
});

it('a rotation says what has changed, and how long old values are good', () => {
  const nothing = { rotated: 0, given: [], until: {} };
  expect(outcomeLines({ ...nothing, rotated: 2, until: { 'staff-token': '2026-11-30T10:20:30.000Z' } })).toEqual([
    '2 secrets have new values. Old ones are refused.',
    '  staff-token: the old one is still accepted until 2026-11-30 10:20 UTC',
  ]);
  expect(outcomeLines(nothing)).toEqual(['Nothing is set otherwise than when the shop was started.']);
});

it('an order names kinds of secrets; a person’s password is rotated only by name', () => {
  expect(rotationArgs([])).toEqual({ only: ['nats', 'postgres', 'tokens', 'sessions', 'identity', 'given'], now: false, list: false });
  expect(rotationArgs(['--only', 'account,sessions', '--now'])).toEqual({ only: ['account', 'sessions'], now: true, list: false });
  expect(() => rotationArgs(['--only', 'keys'])).toThrow('Unknown secrets: --only keys');
  expect(() => rotationArgs(['--new'])).toThrow("Unknown option '--new'");
});
