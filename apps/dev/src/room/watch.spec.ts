import { expect, it } from 'vitest';
import { silent } from '../progress.ts';
import type { Room } from './room.ts';
import { RoomWatch } from './watch.ts';

const GB = 2 ** 30;

function watched(): { watch: RoomWatch; told: string[]; fill: (used: number) => Promise<Room[]> } {
  const told: string[] = [];
  let used = 0;
  const look = async () => [{ what: 'The stream checkout of NATS', used, limit: 10 * GB }];
  const watch = new RoomWatch(look, { ...silent, wrong: (text) => void told.push(text) });
  const fill = (now: number) => {
    used = now;
    return watch.once();
  };
  return { watch, told, fill };
}

it('tells staff once that something is nearly full, again when it has become fuller, and anew when it was emptied', async () => {
  const { told, fill } = watched();
  expect(await fill(7.9 * GB)).toEqual([]);
  expect(await fill(8 * GB)).toHaveLength(1);
  await fill(8.1 * GB);
  expect(told).toEqual([
    'The stream checkout of NATS is 80 % full: 8.0 GB of 10.0 GB\n  → make room before it is full: what is new is refused then',
  ]);
  await fill(9 * GB);
  await fill(GB);
  await fill(8.2 * GB);
  expect(told.map((text) => text.split(':')[0])).toEqual([80, 90, 82].map((share) => `The stream checkout of NATS is ${share} % full`));
});

it('tells a monitoring system what is used of what', async () => {
  const { watch, fill } = watched();
  await fill(GB);
  expect(await watch.metrics()).toContain(`jogakbo_room_used_bytes{what="The stream checkout of NATS"} ${GB}`);
});

it('goes on when it cannot ask', async () => {
  const said: string[] = [];
  const watch = new RoomWatch(() => Promise.reject(new Error('no answer')), { ...silent, line: (text) => void said.push(text) });
  expect(await watch.once()).toEqual([]);
  expect(said).toEqual(['· how full everything is could not be asked: no answer']);
});
