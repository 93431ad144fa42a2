import { describe, expect, it } from 'vitest';
import { metrics } from '@jogakbo/runtime';
import { Failures } from './failures.ts';

describe('A follower that cannot go on', () => {
  const failures = new Failures('garden');
  const tell = () => failures.add({ name: 'plots' }, new Error('no room'));

  it('rests longer each time it fails, and never longer than half a minute', () => {
    expect(failures.pauseOf('plots')).toBe(0);
    const pauses = Array.from({ length: 9 }, () => (tell(), failures.pauseOf('plots')));
    expect(pauses).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  });
  it('is told of, with its reason, and among the metrics', async () => {
    expect(failures.reasonOf('plots')).toBe('plots cannot go on: Error: no room');
    expect(await metrics.getSingleMetricAsString('jogakbo_readers_failing')).toContain('{reader="plots",stream="garden"} 1');
  });
  it('begins anew when it could', async () => {
    failures.forget('plots');
    expect([failures.pauseOf('plots'), failures.reasonOf('plots'), failures.isSure('plots')]).toEqual([0, undefined, false]);
    expect(await metrics.getSingleMetricAsString('jogakbo_readers_failing')).not.toContain('plots');
  });
  it('does not rest longer for what passes by itself, nor is it sure of it', () => {
    const away = () => failures.add({ name: 'cut off' }, Object.assign(new Error('no more'), { code: '57P01' }));
    expect(Array.from({ length: 9 }, () => (away(), failures.pauseOf('cut off'))).at(-1)).toBe(500);
    expect(failures.isSure('cut off')).toBe(false);
    failures.forget('cut off');
  });
  it('leaves out what it fails of only when it has failed a few times', () => {
    expect(Array.from({ length: 3 }, () => (tell(), failures.isSure('plots')))).toEqual([false, false, true]);
  });
});
