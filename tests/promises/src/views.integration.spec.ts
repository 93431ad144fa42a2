import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Letters, platformMessages, ProjectedViews, RebuildAnswer, type ProjectedView } from '@jogakbo/protocol';
import { startServers, type RunningServers } from '@jogakbo/dev';
import { VerticalsUnderTest } from '@jogakbo/testing/verticals';
import { ArchiveModule } from './mending/archive.ts';
import { bugs, slowness } from './mending/office.ts';
import { MovePart, WorkshopModule } from './mending/workshop.ts';

const PARTS = 200;
const TIMES = 300;
/** A table with all that has to be there afterwards as well. */
const TABLE = `
  create table move (
    part_id text primary key, times integer not null default 0, last integer not null check (last >= 0), in_order boolean not null,
    half integer generated always as (times / 2) stored, constraint move_once unique (part_id, last)
  ) with (fillfactor = 50);
  create index move_last on move (last desc) where in_order;
  create index move_upper on move (upper(part_id));
  comment on table move is 'how parts move';
`;
const SHAPE = `
  select (select jsonb_agg(jsonb_build_array(attname, atttypid, attnotnull, attgenerated, pg_get_expr(adbin, adrelid)) order by attnum)
      from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum where attrelid = c.oid and attnum > 0) as columns,
    (select jsonb_agg(jsonb_build_array(conname, pg_get_constraintdef(oid)) order by conname) from pg_constraint where conrelid = c.oid) as keys,
    (select jsonb_agg(pg_get_indexdef(indexrelid) order by pg_get_indexdef(indexrelid)) from pg_index where indrelid = c.oid) as indexes,
    reloptions, obj_description(c.oid) as comment, (select array_agg(relname::text order by relname) from pg_class where relname like '%rebuild%') as rests
  from pg_class c where oid = 'move'::regclass`;

let servers: RunningServers;
let shop: VerticalsUnderTest;
let stops: (() => Promise<void>)[] = [];
const folder = mkdtempSync(path.join(tmpdir(), 'views-'));

const startArchive = async () => void (stops = [await shop.start(ArchiveModule), await shop.start(ArchiveModule)]);
const database = () => shop.database('archive');
const move = (partId: string, times = 1) => shop.ask('workshop', MovePart({ partId, times }), 20_000);
const ask = (type: string, data: object = {}) => shop.ask('archive', { kind: 'query', type, data }, 20_000);
const rebuild = async (view = 'moves') => RebuildAnswer.parse(await ask(platformMessages.rebuild, { view }));
const view = async (): Promise<ProjectedView> => ProjectedViews.parse(await ask(platformMessages.views)).views[0]!;
const isRebuilding = async () => (await view()).rebuild !== undefined;
const becomes = (read: () => Promise<unknown>) => expect.poll(read, { timeout: 25_000, interval: 20 });
const sums = async () =>
  (await database().query('select count(*)::int as parts, sum(times)::int as times, bool_and(in_order) as "inOrder" from move'))[0];

beforeAll(async () => {
  servers = await startServers(folder);
  shop = await VerticalsUnderTest.on(servers, [WorkshopModule, ArchiveModule]);
  await database().query(TABLE);
  await shop.start(WorkshopModule);
  const parts = Array.from({ length: PARTS }, (_, nth) => `p-${nth}`);
  for (let times = 0; times < TIMES; times += 30) await Promise.all(parts.map((part) => move(part, 30)));
  await startArchive();
}, 120_000);
afterAll(async () => {
  await shop?.stop();
  await servers?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Asks for the view again and again until it is over, and keeps how many rows each answer had. */
function watched() {
  const seen = new Set<number>();
  const over = new AbortController();
  const watching = Promise.allSettled(
    Array.from({ length: 3 }, async () => {
      while (!over.signal.aborted) seen.add((await database().query<{ rows: number }>('select count(*)::int as rows from move'))[0]!.rows);
    }),
  );
  return async () => {
    over.abort();
    await watching;
    return [...seen].sort((one, other) => one - other);
  };
}

describe('A view that is rebuilt', () => {
  it('is right afterwards, is asked all the time, takes in what happens meanwhile, and survives that its process is stopped', async () => {
    await becomes(sums).toEqual({ parts: PARTS, times: PARTS * TIMES, inOrder: true });
    const [before] = await database().query(SHAPE);
    await database().query("update move set times = 7 where part_id = 'p-7'; insert into move values ('ghost', 1, 1, false)");
    const unwatch = watched();
    slowness.milliseconds = 2;
    expect(await rebuild()).toEqual({ view: 'moves', isNew: true });
    expect(await rebuild()).toEqual({ view: 'moves', isNew: false });
    await becomes(async () => (await view()).rebuild ?? 0).toBeGreaterThan(0);
    await Promise.all(stops.map((stop) => stop()));
    const [half] = await database().query<{ position: number }>("select position from checkpoint where reader = 'moves--rebuild'");
    expect(half!.position).toBeGreaterThan(0);
    expect(half!.position).toBeLessThan((PARTS * TIMES) / 30);
    slowness.milliseconds = 1;
    await startArchive();
    expect((await view()).rebuild).toBeGreaterThanOrEqual(half!.position);
    for (let nth = 0; nth < 20; nth += 1) await move('p-1');
    await becomes(isRebuilding).toBe(false);
    slowness.milliseconds = 0;
    await becomes(sums).toEqual({ parts: PARTS, times: PARTS * TIMES + 20, inOrder: true });
    expect(await unwatch()).toEqual([PARTS, PARTS + 1]);
    expect(await database().query(SHAPE)).toEqual([before]);
    await move('p-2');
    await becomes(sums).toEqual({ parts: PARTS, times: PARTS * TIMES + 21, inOrder: true });
  }, 120_000);

  it('goes on when its database connections are cut off', async () => {
    await database().query('update move set times = 0');
    slowness.milliseconds = 2;
    await rebuild();
    const cut =
      "select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and application_name <> 'archive-test'";
    for (let round = 0; round < 3; round += 1) {
      await wait(400);
      await database().query(`${cut} and datname = current_database()`);
    }
    slowness.milliseconds = 0;
    await becomes(() => isRebuilding().catch(() => true)).toBe(false);
    await becomes(sums).toEqual({ parts: PARTS, times: PARTS * TIMES + 21, inOrder: true });
  }, 120_000);

  it('has the dead letters of its rebuild, and no others', async () => {
    const keys = async () => Letters.parse(await ask(platformMessages.letters, { reader: 'moves' })).letters.map(({ key }) => key);
    bugs.fold.add('late');
    await move('late', 2);
    await becomes(keys).toEqual(['late']);
    bugs.fold.clear();
    bugs.fold.add('p-9');
    await rebuild();
    await becomes(isRebuilding).toBe(false);
    expect(await keys()).toEqual(['p-9']);
    await move('p-9');
    await move('late');
    await becomes(() => database().query("select part_id, times from move where part_id in ('late', 'p-9')")).toEqual([
      { part_id: 'late', times: 3 },
    ]);
    bugs.fold.clear();
    await ask(platformMessages.redeliver, { reader: 'moves' });
    expect(await sums()).toEqual({ parts: PARTS + 1, times: PARTS * TIMES + 25, inOrder: true });
  }, 120_000);

  it('is told of with how far it has got', async () => {
    expect(await view()).toEqual({
      view: 'moves',
      table: 'move',
      stream: 'workshop',
      position: expect.any(Number),
      end: expect.any(Number),
    });
    const { position, end } = await view();
    expect(position).toBe(end);
  });
});

describe('A view that cannot be rebuilt', () => {
  it('says why', async () => {
    await expect(rebuild('nothing')).rejects.toMatchObject({
      problem: { status: 404, detail: 'There is no view nothing; there is: moves' },
    });
    await database().query('create view movers as select part_id from move');
    await expect(rebuild()).rejects.toMatchObject({ problem: { status: 409, detail: expect.stringMatching(/tied to the table move/) } });
    expect(await isRebuilding()).toBe(false);
  });
});
