import { expect, it } from 'vitest';
import { needsOf, type Described } from './needs.ts';

const described = (vertical: string, reads: string[]): Described => ({
  ...{ vertical, keepsLog: true, conducts: false, messages: [] },
  readers: reads.map((stream) => ({ stream })),
  sends: reads.map((other) => ({ vertical: other, type: 'Do' })),
});

it('what verticals need is the same in whatever order their releases come, and however many there are of each', () => {
  const releases = [described('alpha', ['gamma', 'beta']), described('beta', []), described('gamma', ['beta', 'alpha'])];
  const others = [described('gamma', ['alpha', 'beta']), ...releases.toReversed()];
  expect(JSON.stringify(needsOf(others))).toBe(JSON.stringify(needsOf(releases)));
});
