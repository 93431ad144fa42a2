import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Letters, platformMessages, Redelivered, type Letter } from '@jogakbo/protocol';
import { startServers, type RunningServers } from '@jogakbo/dev';
import { metrics } from '@jogakbo/runtime';
import { VerticalsUnderTest } from '@jogakbo/testing/verticals';
import { bugs, moveTable, OfficeModule, type Move } from './mending/office.ts';
import { MovePart, WorkshopModule } from './mending/workshop.ts';

let servers: RunningServers;
let shop: VerticalsUnderTest;
const folder = mkdtempSync(path.join(tmpdir(), 'letters-'));

beforeAll(async () => {
  servers = await startServers(folder);
  shop = await VerticalsUnderTest.on(servers, [WorkshopModule, OfficeModule]);
  await shop.database('office').query(moveTable);
  await shop.start(WorkshopModule);
  for (const _ of ['one', 'another']) await shop.start(OfficeModule);
});
afterAll(async () => {
  await shop?.stop();
  await servers?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const move = (partId: string, times = 1) => shop.ask('workshop', MovePart({ partId, times }));
const ask = (type: string, data: object) => shop.ask('office', { kind: 'query', type, data }, 20_000);
const lettersFor = async (key: string, reader?: string): Promise<Letter[]> =>
  Letters.parse(await ask(platformMessages.letters, reader ? { reader } : {})).letters.filter((letter) => letter.key === key);
const redeliver = async (what: object) => Redelivered.parse(await ask(platformMessages.redeliver, what));
const discard = (what: object) => ask(platformMessages.discard, what);
const moved = async (partId: string) =>
  (
    await shop
      .database('office')
      .query<Move & Record<string, unknown>>('select times, last, in_order as "inOrder" from move where part_id = $1', [partId])
  )[0];
const noted = async (partId: string) => (await shop.events('office', 'note', partId)).map(({ data }) => data.nth);
const becomes = (read: () => Promise<unknown>) => expect.poll(read, { timeout: 20_000 });

describe('A dead letter of a projection', () => {
  it('is told of with its reason, and how many wait behind it', async () => {
    await move('told', 2);
    await becomes(() => moved('told')).toMatchObject({ times: 2 });
    bugs.fold.add('told');
    await move('told', 2);
    await move('told');
    await becomes(async () => (await lettersFor('told', 'moves'))[0]?.waiting).toBe(2);
    expect(await lettersFor('told', 'moves')).toMatchObject([
      { reader: 'moves', stream: 'workshop', place: 0, type: 'PartMoved', reason: 'Error: a bug in the fold of told' },
    ]);
  });

  it('is counted among the metrics', async () => {
    expect(await metrics.getSingleMetricAsString('jogakbo_dead_letters')).toMatch(/\{reader="moves"\} 3$/m);
  });

  it('fails again until its cause is mended', async () => {
    const before = await lettersFor('told');
    expect(await redeliver({ reader: 'moves', key: 'told' })).toMatchObject({
      ...{ redelivered: 0, isWhole: true, failed: [{ key: 'told', waiting: 2, reason: 'Error: a bug in the fold of told' }] },
    });
    expect((await lettersFor('told'))[0]!.failedAt > before[0]!.failedAt).toBe(true);
  });

  it('is folded when its cause is mended, and after it, in order, what waits', async () => {
    bugs.fold.clear();
    expect(await redeliver({ reader: 'moves', key: 'told' })).toEqual({ redelivered: 3, failed: [], isWhole: true });
    expect(await moved('told')).toEqual({ times: 5, last: 5, inOrder: true });
    await move('told');
    await becomes(() => moved('told')).toEqual({ times: 6, last: 6, inOrder: true });
    expect(await lettersFor('told')).toEqual([]);
  });

  it('is folded once, and in order, while more comes for its key', async () => {
    bugs.fold.add('busy');
    await move('busy', 3);
    await becomes(async () => (await lettersFor('busy')).length).toBe(1);
    let isOver = false;
    const moving = (async () => {
      for (let times = 0; times < 60; times += 1) await move('busy');
      isOver = true;
    })();
    bugs.fold.clear();
    while (!isOver) await Promise.all([redeliver({}), redeliver({ reader: 'moves' }).catch(() => {})]);
    await moving;
    await becomes(() => moved('busy')).toEqual({ times: 63, last: 63, inOrder: true });
    expect(await lettersFor('busy')).toEqual([]);
  });

  it('can be discarded when it is the first of its key: what waits behind it can be redelivered then', async () => {
    bugs.fold.add('lost');
    await move('lost', 2);
    await move('lost');
    await becomes(async () => (await lettersFor('lost'))[0]?.waiting).toBe(2);
    bugs.fold.clear();
    const [{ position } = { position: 0 }] = await lettersFor('lost');
    await expect(discard({ reader: 'moves', position: position + 1 })).rejects.toMatchObject({
      problem: { status: 409, detail: `It waits behind ${position}: only the first letter of a key can be discarded` },
    });
    expect(await discard({ reader: 'moves', position })).toMatchObject({ key: 'lost', position, place: 0, waiting: 2 });
    expect(await redeliver({ key: 'lost' })).toMatchObject({ redelivered: 2, failed: [] });
    expect(await moved('lost')).toMatchObject({ times: 2, last: 3, inOrder: false });
  });
});

describe('A dead letter of a reaction', () => {
  it('is acted on when its cause is mended, and after it, in order, what waits', async () => {
    bugs.reaction.add('react');
    await move('react', 2);
    await move('react');
    await becomes(async () => (await lettersFor('react'))[0]?.waiting).toBe(2);
    expect(await redeliver({ key: 'react' })).toMatchObject({ redelivered: 0, failed: [{ reader: 'reaction-note-when-moved' }] });
    bugs.reaction.clear();
    expect(await redeliver({ reader: 'reaction-note-when-moved' })).toEqual({ redelivered: 3, failed: [], isWhole: true });
    await move('react');
    await becomes(async () => new Set(await noted('react'))).toEqual(new Set([1, 2, 3, 4]));
    expect(await lettersFor('react')).toEqual([]);
  });
});

describe('A command that failed for good', () => {
  it('is sent again with its own id', async () => {
    bugs.command.add('command');
    await move('command');
    const commands = async () => Letters.parse(await ask(platformMessages.letters, { reader: 'commands' }));
    await becomes(async () => (await commands()).keys).toBe(1);
    expect(await redeliver({ reader: 'commands' })).toEqual({ redelivered: 1, failed: [], isWhole: true });
    await becomes(async () => (await commands()).keys).toBe(1);
    bugs.command.clear();
    await redeliver({ reader: 'commands' });
    await becomes(() => noted('command')).toEqual([1]);
    expect((await commands()).keys).toBe(0);
  });
});

describe('Whoever asks for letters that are not there', () => {
  it.each([
    ['redeliver', { reader: 'nobody' }, /There is no reader nobody; there is: .*commands.*moves/],
    ['redeliver', { key: 'nothing' }, /There is no dead letter for nothing/],
    ['redeliver', { reader: 'moves', key: 'nothing' }, /There is no dead letter of moves for nothing/],
    ['discard', { reader: 'moves', position: 1_000_000 }, /moves has no dead letter at 1000000/],
  ] as const)('is told so: %s %j', async (message, what, detail) => {
    await expect(ask(platformMessages[message], what)).rejects.toMatchObject({
      problem: { status: 404, detail: expect.stringMatching(detail) },
    });
  });

  it('does nothing where nothing has failed', async () => {
    expect(await redeliver({})).toEqual({ redelivered: 0, failed: [], isWhole: true });
  });
});
