import { setImmediate as others } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { JetStreamManager } from '@nats-io/jetstream';
import type { Projection } from '@jogakbo/domain';
import { callFrom, inCall } from '@jogakbo/runtime';
import { LogEnds } from '../event-log/log-ends.ts';
import type { Database } from '../postgres/database.ts';
import { Checkpoints } from './checkpoints.ts';

const tally = { name: 'tally', from: { Counted: { vertical: 'counting' } } } as unknown as Projection;

/** A vertical whose one view has seen so much of a log that goes so far. */
function standing(at: { position: number; end: number }) {
  const asked = { database: 0, server: 0 };
  const database = {
    query: async () => {
      asked.database += 1;
      await others();
      return [{ stream: 'counting', position: at.position, projections: 1 }];
    },
  } as unknown as Database;
  const info = async () => {
    asked.server += 1;
    await others();
    return { state: { last_seq: at.end } };
  };
  const ends = new LogEnds({ streams: { info } } as unknown as JetStreamManager);
  const checkpoints = new Checkpoints(database, [tally], ends);
  const seen = (position: number, deadline = 1000) =>
    inCall(
      callFrom((name) => (name === 'jogakbo-after' ? `counting:${position}` : undefined), deadline),
      () => checkpoints.seen(),
    );
  return { asked, at, seen };
}

describe('Who waits for a position', () => {
  it('that the log has not come to is told so at once', async () => {
    const { seen } = standing({ position: 5, end: 7 });
    const begun = performance.now();
    await expect(seen(8, 60_000)).rejects.toMatchObject({ problem: { type: 'urn:jogakbo:problem:position-unknown', status: 412 } });
    expect(performance.now() - begun).toBeLessThan(30_000);
  });
  it('that the view has seen asks nobody else', async () => {
    const { seen, asked } = standing({ position: 5, end: 7 });
    await seen(5);
    expect(asked).toEqual({ database: 1, server: 0 });
  });
  it('that is there is told when the view has come to it, or that it has not', async () => {
    const { at, seen } = standing({ position: 5, end: 7 });
    const waiting = seen(7, 60_000);
    at.position = 7;
    await waiting;
    at.position = 5;
    await expect(seen(6, 150)).rejects.toMatchObject({ problem: { type: 'urn:jogakbo:problem:view-behind' } });
  });
  it('of a log whose end the server does not say is believed', async () => {
    const { seen } = standing({ position: 5, end: Number.POSITIVE_INFINITY });
    await expect(seen(99, 150)).rejects.toMatchObject({ problem: { type: 'urn:jogakbo:problem:view-behind' } });
  });
  it('looks together with all the others', async () => {
    const { at, seen, asked } = standing({ position: 5, end: 7 });
    const waiting = Array.from({ length: 500 }, () => seen(7, 60_000));
    at.position = 7;
    await Promise.all(waiting);
    expect(asked.database).toBeLessThan(20);
    expect(asked.server).toBeLessThan(5);
  });
});
