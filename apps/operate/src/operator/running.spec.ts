import { Announcement } from '@jogakbo/protocol';
import { describe, expect, it } from 'vitest';
import { oneOf, type Running, whoseLogs } from './running.ts';

const announced = (vertical: string, keepsLog: boolean, readers: string[] = []) =>
  Announcement.parse({
    ...{ vertical, version: 'v1', instance: `${vertical}-1` },
    description: {
      vertical,
      messages: [],
      blocks: [],
      keepsLog,
      readers: readers.map((stream) => ({ stream, name: vertical, events: [] })),
    },
  });
const running: Running = new Map(
  [announced('shell', false), announced('explore', false, ['assortment']), announced('assortment', true)].map((one) => [one.vertical, one]),
);

describe('those that run', () => {
  it('are asked about logs when they keep or read one', () => {
    expect(whoseLogs(running, undefined).map(({ vertical }) => vertical)).toEqual(['assortment', 'explore']);
    expect(whoseLogs(running, 'explore')).toEqual([running.get('explore')]);
  });

  it('are told apart from those that have no log', () => {
    expect(() => whoseLogs(running, 'shell')).toThrow('shell has no log, and reads none');
    expect(() => whoseLogs(new Map(), undefined)).toThrow('No vertical with a log is running');
  });

  it('are listed to whoever names another', () => {
    expect(() => oneOf(running, 'checkout')).toThrow(
      expect.objectContaining({ message: 'checkout is not running', cure: 'name one of: assortment, explore' }),
    );
  });
});
