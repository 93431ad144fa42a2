import { beforeEach, describe, expect, it } from 'vitest';
import { Fingerprints } from './fingerprints.ts';

let now: number;
let fingerprints: Fingerprints;
beforeEach(() => {
  now = Date.parse('2026-11-30T23:59:00Z');
  fingerprints = new Fingerprints(() => now);
});

describe('A fingerprint', () => {
  it('tells addresses apart for a day', () => {
    const one = fingerprints.of('192.0.2.1');
    expect(fingerprints.of('192.0.2.2')).not.toBe(one);
    now += 59_000;
    expect(fingerprints.of('192.0.2.1')).toBe(one);
    now += 1000;
    expect(fingerprints.of('192.0.2.1')).not.toBe(one);
  });
  it('cannot be found out by trying all addresses: nobody else has its salt', () =>
    expect(new Fingerprints(() => now).of('192.0.2.1')).not.toBe(fingerprints.of('192.0.2.1')));
});
