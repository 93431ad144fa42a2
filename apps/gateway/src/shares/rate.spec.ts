import { describe, expect, it } from 'vitest';
import { neighbourhood } from './client.ts';
import { Rate } from './rate.ts';

describe('A rate', () => {
  it('lets each do something so often; then it says how long to wait, and others go on', async () => {
    const rate = new Rate({ times: 10, seconds: 900 });
    for (let time = 0; time < 10; time += 1) expect(await rate.take('ana')).toBe(0);
    expect(await rate.take('ana')).toBeGreaterThan(800_000);
    expect(await rate.take('ben')).toBe(0);
  });
  it('begins anew for whom it is forgiven', async () => {
    const rate = new Rate({ times: 1, seconds: 900 });
    await rate.take('ana');
    await rate.forgive('ana');
    expect(await rate.take('ana')).toBe(0);
  });
  it('without end counts nobody', async () => {
    const rate = new Rate({ times: Number.POSITIVE_INFINITY, seconds: 900 });
    for (let time = 0; time < 1000; time += 1) expect(await rate.take('ana')).toBe(0);
  });
});

it.each([
  ['192.0.2.1', '192.0.2.1'],
  ['2001:db8:0:1::7', '2001:db8:0:1'],
  ['2001:db8:0:1:2:3:4:7', '2001:db8:0:1'],
  ['2001:db8::1:0:0:0:9', '2001:db8:0:1'],
  ['2001:db8:0:2::1', '2001:db8:0:2'],
  ['::ffff:192.0.2.1', '::ffff:192.0.2.1'],
])('Of the address %s the client is %s', (address, client) => expect(neighbourhood(address)).toBe(client));
