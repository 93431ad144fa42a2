import { describe, expect, it } from 'vitest';
import { Attempts } from './attempts.ts';

async function tried(attempts: Attempts, addresses: string[]): Promise<number[]> {
  const waits: number[] = [];
  for (const address of addresses) waits.push(await attempts.take(address));
  return waits;
}
const times = (count: number, address: (place: number) => string) => Array.from({ length: count }, (_, place) => address(place));

describe('Attempts at a password', () => {
  it('are ten per address; then it says how long to wait, and others go on', async () => {
    const attempts = new Attempts({ perAddress: 10, inAll: 300, seconds: 900 });
    const waits = await tried(
      attempts,
      times(11, () => '192.0.2.1'),
    );
    expect(waits.slice(0, 10)).toEqual(times(10, () => '').map(() => 0));
    expect(waits[10]).toBeGreaterThan(800);
    expect(await attempts.take('192.0.2.2')).toBe(0);
  });
  it('are counted for a whole network of version 6', async () => {
    const attempts = new Attempts({ perAddress: 10, inAll: 300, seconds: 900 });
    await tried(
      attempts,
      times(5, (place) => `2001:db8:0:1::${place}`),
    );
    await tried(
      attempts,
      times(5, (place) => `2001:db8:0:1:2:3:4:${place}`),
    );
    expect(await attempts.take('2001:db8::1:0:0:0:9')).toBeGreaterThan(0);
    expect(await attempts.take('2001:db8:0:2::1')).toBe(0);
  });
  it('begin anew for whom it was', async () => {
    const attempts = new Attempts({ perAddress: 10, inAll: 300, seconds: 900 });
    await tried(
      attempts,
      times(10, () => '192.0.2.1'),
    );
    await attempts.forgive('192.0.2.1');
    expect(await attempts.take('192.0.2.1')).toBe(0);
  });
  it('are three hundred of all', async () => {
    const attempts = new Attempts({ perAddress: 10, inAll: 300, seconds: 900 });
    await tried(
      attempts,
      times(300, (place) => `192.0.2.${place}`),
    );
    expect(await attempts.take('198.51.100.1')).toBeGreaterThan(0);
  });
});
