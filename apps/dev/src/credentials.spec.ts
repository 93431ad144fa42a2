import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Credentials, type SecretName } from './credentials.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'credentials-'));
  file = join(folder, 'credentials.json');
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

const HOUR = 3_600_000;
const names: SecretName[] = ['nats:alpha', 'session-secret'];
const values = (credentials: Credentials, name: SecretName) => credentials.accepted(name).map(({ value }) => value);

describe('a secret', () => {
  it('is made when it is first asked for, is the same for ever, and is for its owner alone', () => {
    const made = new Credentials(file).of('staff-token');
    expect(new Credentials(file).of('staff-token')).toBe(made);
    expect([statSync(file).mode & 0o777, made.length]).toEqual([0o600, 32]);
  });

  it('from before rotation was known is the first of its kind', () => {
    writeFileSync(file, JSON.stringify({ 'nats:alpha': 'old' }));
    const credentials = new Credentials(file);
    expect(credentials.accepted('nats:alpha')).toEqual([{ value: 'old', generation: 1 }]);
    expect(credentials.logins('nats', 'alpha')).toEqual([{ name: 'alpha', password: 'old' }]);
  });
});

describe('a rotation', () => {
  it('has a new value accepted, then given out, then the old one refused; each step is whole on the disk', () => {
    const credentials = new Credentials(file);
    const old = credentials.of('nats:alpha');
    const steps = [
      () => credentials.prepare(names),
      () => credentials.give(names),
      () => credentials.settle(names, () => 0),
      () => credentials.end(names),
    ];
    const seen = steps.map((step) => {
      step();
      const read = new Credentials(file);
      return {
        given: read.of('nats:alpha') === old,
        accepted: read.accepted('nats:alpha').length,
        isUnderWay: read.isUnderWay('nats:alpha'),
      };
    });
    expect(seen).toEqual([
      { given: true, accepted: 2, isUnderWay: true },
      { given: false, accepted: 2, isUnderWay: true },
      { given: false, accepted: 2, isUnderWay: false },
      { given: false, accepted: 1, isUnderWay: false },
    ]);
    expect(readFileSync(file, 'utf8')).not.toContain(old);
    expect(credentials.logins('nats', 'alpha')[0].name).toBe('alpha_2');
  });

  it('that was broken off goes on with the value that it has made', () => {
    const first = new Credentials(file);
    first.prepare(names);
    const coming = values(first, 'nats:alpha')[1];
    const second = new Credentials(file);
    second.prepare(names);
    second.give(names);
    expect(second.of('nats:alpha')).toBe(coming);
    const third = new Credentials(file);
    third.prepare(names);
    third.give(names);
    expect([third.of('nats:alpha'), third.accepted('nats:alpha').length]).toEqual([coming, 2]);
  });

  it('leaves an old value its time, also when another one follows, and no longer', () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const credentials = new Credentials(file);
    const old = credentials.of('session-secret');
    const rotate = () => {
      credentials.prepare(names);
      credentials.give(names);
      credentials.settle(names, (name) => (name === 'session-secret' ? 8 * HOUR : 0));
      return credentials.end();
    };
    expect(rotate()).toEqual(['nats:alpha']);
    vi.advanceTimersByTime(HOUR);
    rotate();
    expect([values(credentials, 'session-secret').length, values(credentials, 'session-secret').at(-1)]).toEqual([3, old]);
    vi.advanceTimersByTime(7 * HOUR - 1);
    expect(credentials.end()).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(credentials.end()).toEqual(['session-secret']);
    expect(values(credentials, 'session-secret')).not.toContain(old);
    expect(credentials.end(names, true)).toEqual(['session-secret']);
    expect(values(credentials, 'session-secret')).toHaveLength(1);
  });
});
