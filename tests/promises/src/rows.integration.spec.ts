import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { headers as natsHeaders } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commitMessage, PastRow, platformMessages, ProjectedViews, subjects, type LogMoment } from '@jogakbo/protocol';
import { projection, table } from '@jogakbo/domain';
import { startServers, type RunningServers } from '@jogakbo/dev';
import { Vertical } from '@jogakbo/vertical';
import { VerticalsUnderTest } from '@jogakbo/testing/verticals';
import { connectionTo } from './ground.ts';
import { bugs, moves } from './mending/office.ts';
import { MovePart, PartMoved, WorkshopModule } from './mending/workshop.ts';

/** By how often a part has moved: which one was there last, as long as it is one of the first three. Its key is no stream's. */
const stages = projection('stages', {
  into: table<{ readonly nth: number; readonly partId: string; readonly times: number }>('stage', 'nth'),
  from: { PartMoved },
  on: { PartMoved: ({ partId, nth }, row) => (partId === 'remover' ? null : { nth, partId, times: (row?.times ?? 0) + 1 }) },
});
const TABLES = `
  create table move (
    part_id text primary key, times integer not null default 0, last integer not null check (last < 9), in_order boolean not null,
    half integer generated always as (times / 2) stored
  );
  create table stage (nth integer primary key, part_id text not null, times integer not null);
`;
const ChronicleModule = Vertical.of({ name: 'chronicle', contract: {}, projections: [moves, stages] });

let servers: RunningServers;
let shop: VerticalsUnderTest;
const folder = mkdtempSync(path.join(tmpdir(), 'rows-'));

const database = () => shop.database('chronicle');
const ask = (type: string, data: object = {}) => shop.ask('chronicle', { kind: 'query', type, data }, 20_000);
const views = async () => ProjectedViews.parse(await ask(platformMessages.views)).views;
const rowOf = async (view: string, key: string, asOf?: LogMoment, since?: LogMoment) =>
  PastRow.parse(await ask(platformMessages.row, { view, key, asOf, since }));

/** Moves a part, and answers the position at which all views have seen it. */
async function move(partId: string, times = 1): Promise<number> {
  await shop.ask('workshop', MovePart({ partId, times }), 20_000);
  let position = 0;
  const isSeen = async () => (await views()).every((view) => (position = view.end) === view.position);
  await expect.poll(isSeen, { timeout: 20_000, interval: 10 }).toBe(true);
  return position;
}

/** The live tables, as they are. */
const tables = async () =>
  (await database().query('select (select jsonb_agg(m) from move m) as move, (select jsonb_agg(s) from stage s) as stage'))[0];
const live = async (text: string, key: unknown) =>
  (await database().query<{ row: Record<string, unknown> }>(`select to_jsonb(t) as row from ${text}`, [key]))[0]?.row ?? null;

beforeAll(async () => {
  servers = await startServers(folder);
  shop = await VerticalsUnderTest.on(servers, [WorkshopModule, ChronicleModule]);
  await database().query(TABLES);
  await shop.start(WorkshopModule);
  await shop.start(ChronicleModule);
}, 120_000);
afterAll(async () => {
  await shop?.stop();
  await servers?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('Any row of a view', () => {
  const began = new Date(Date.now() - 60_000).toISOString();
  const then: { readonly at: LogMoment[]; readonly move: unknown; readonly stage: unknown }[] = [];

  it('is what it was at each moment, whatever the live table has become', async () => {
    for (const part of ['one', 'two', 'one', 'two', 'remover', 'one', 'one', 'three']) {
      const position = await move(part);
      const at = new Date().toISOString();
      const row = await live('move t where part_id = $1', 'one');
      then.push({ at: [{ position }, { at }], move: row, stage: await live('stage t where nth = $1', 1) });
      await expect.poll(() => new Date().toISOString()).not.toBe(at);
    }
    const before = await tables();
    for (const known of then)
      for (const moment of known.at) {
        const moved = await rowOf('moves', 'one', moment);
        expect(snaked(moved.row)).toEqual(known.move);
        expect(snaked((await rowOf('stages', '1', moment)).row)).toEqual(known.stage);
      }
    expect(then.map(({ stage }) => stage !== null)).toEqual([true, true, true, true, false, false, false, true]);
    expect((await rowOf('moves', 'one')).row).toEqual({ partId: 'one', times: 4, last: 4, inOrder: true, half: 2 });
    expect(await tables()).toEqual(before);
  });

  it('is told with what it was folded from last, and with what has changed in between', async () => {
    const { since, ...row } = await rowOf('moves', 'one', { position: 3 }, { position: 1 });
    expect(row).toEqual({
      ...{ view: 'moves', key: 'one', stream: 'workshop', begins: 1 },
      row: { partId: 'one', times: 2, last: 2, inOrder: true, half: 1 },
      last: { position: 3, occurredAt: expect.any(String), type: 'PartMoved' },
    });
    expect(since).toMatchObject({ row: { times: 1 }, last: { position: 1 } });
    expect(since?.changes).toEqual([
      { path: '/half', before: 0, after: 1 },
      { path: '/last', before: 1, after: 2 },
      { path: '/times', before: 1, after: 2 },
    ]);
  });

  it('was none before anything was about it', async () => {
    const none = (view: string, key: string) => ({ view, key, stream: 'workshop', begins: 1, row: null });
    for (const moment of [{ position: 0 }, { at: began }, { position: 1 }])
      expect(await rowOf('moves', 'two', moment)).toEqual(none('moves', 'two'));
    expect(await rowOf('moves', 'of nobody * >')).toEqual(none('moves', 'of nobody * >'));
    expect(await rowOf('stages', 'no number')).toEqual(none('stages', 'no number'));
  });

  it('of an unknown view, or at a moment that has not come yet, is refused with what there is', async () => {
    await expect(rowOf('doors', 'one')).rejects.toMatchObject({
      problem: { status: 404, detail: 'There is no view doors; there is: moves, stages' },
    });
    await expect(rowOf('moves', 'one', { position: 900 })).rejects.toMatchObject({
      problem: { status: 404, detail: 'The log workshop has no position 900: 8 is the newest' },
    });
  });

  it('stops where the rule, or the table, refuses an event, as the live one does', async () => {
    bugs.fold.add('broken');
    const position = await move('broken');
    await move('broken');
    expect(await rowOf('moves', 'broken')).toMatchObject({
      row: null,
      stopped: { position, reason: expect.stringContaining('a bug in the fold of broken') },
    });
    bugs.fold.clear();
    const mended = await rowOf('moves', 'broken');
    expect([mended.row?.['times'], mended.stopped]).toEqual([2, undefined]);
    await move('far', 7);
    await move('far');
    const refused = await move('far');
    expect(await rowOf('moves', 'far')).toMatchObject({
      row: { times: 8, last: 8 },
      last: { position: refused - 1 },
      stopped: { position: refused, reason: expect.stringContaining('violates check constraint') },
    });
  });

  it('is told with a warning where the log has forgotten its beginning, and not at all as of then', async () => {
    const [administrator, workshop] = [await connectionTo(servers, 'administrator'), await connectionTo(servers, 'workshop')];
    const { streams } = await jetstreamManager(administrator, { checkAPI: false });
    const { config } = await streams.info('workshop');
    await streams.delete('workshop');
    await expect.poll(() => streams.add({ ...config, first_seq: 500 }).then(() => true, String), { timeout: 10_000 }).toBe(true);
    const occurredAt = new Date().toISOString();
    const event = PartMoved({ partId: 'one', nth: 5 });
    const { headers, body } = commitMessage([{ definition: PartMoved, event }], 'one', { id: 'c-1', correlationId: 'c-1', occurredAt });
    const sent = natsHeaders();
    for (const [name, value] of Object.entries(headers)) sent.set(name, value);
    await jetstream(workshop).publish(subjects.log('workshop', 'part', 'one'), body, { headers: sent });
    expect(await rowOf('moves', 'one')).toMatchObject({ begins: 500, row: { times: 1, last: 5, inOrder: false } });
    for (const moment of [{ position: 3 }, { at: began }])
      await expect(rowOf('moves', 'one', moment)).rejects.toMatchObject({
        problem: { status: 404, detail: 'The log workshop has forgotten what it had then: it begins at position 500' },
      });
    await Promise.all([administrator.close(), workshop.close()]);
  });
});

const snaked = (row: Record<string, unknown> | null) =>
  row &&
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value]));
