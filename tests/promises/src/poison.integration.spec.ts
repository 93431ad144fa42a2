import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headerNames, Letters, platformMessages, type FailingReader, type Letter } from '@jogakbo/protocol';
import { startServers, type RunningServers } from '@jogakbo/dev';
import { HealthServer, metrics } from '@jogakbo/runtime';
import { VerticalsUnderTest } from '@jogakbo/testing/verticals';
import { BookBought, BookLent, BookReady, BookShelved, BuyBook, CUT, EXTRA, LibraryModule, LONG, shelfTable } from './library/library.ts';
import { Poisoner } from './library/poisoner.ts';

let servers: RunningServers;
let shop: VerticalsUnderTest;
let poisoner: Poisoner;
const health = new HealthServer();
const folder = mkdtempSync(path.join(tmpdir(), 'poison-'));

beforeAll(async () => {
  servers = await startServers(folder);
  shop = await VerticalsUnderTest.on(servers, [LibraryModule]);
  await database().query(shelfTable);
  await health.listen(0, '127.0.0.1');
  await shop.start(LibraryModule, {}, health);
  health.markStarted();
  poisoner = await Poisoner.connect(servers);
});
afterAll(async () => {
  health.close();
  await poisoner?.close();
  await shop?.stop();
  await servers?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const database = () => shop.database('library');
const ask = (type: string, data: object) => shop.ask('library', { kind: 'query', type, data }, 20_000);
const buy = (bookId: string, title = 'Pojagi') => shop.ask('library', BuyBook({ bookId, title }));
const titleOf = async (bookId: string) =>
  (await database().query<{ title: string }>('select title from shelf where book_id = $1', [bookId]))[0]?.title;
const becomes = (read: () => Promise<unknown>) => expect.poll(read, { timeout: 20_000 });
const letters = async (): Promise<Letter[]> => Letters.parse(await ask(platformMessages.letters, {})).letters;
const letterOf = async (key: string, reader = 'shelves') => (await letters()).find((each) => each.key === key && each.reader === reader);
const failing = async (): Promise<FailingReader[]> => Letters.parse(await ask(platformMessages.letters, {})).failing;
const ready = async () => {
  const answer = await fetch(`http://127.0.0.1:${health.port}/health/ready`);
  return { status: answer.status, said: (await answer.json()) as Record<string, string> };
};
/** What the table has kept of a letter's event. */
const kept = async (position: number) =>
  (
    await database().query<{ subject: string | null; headers: Record<string, string> | null; body: Buffer | null; reason: string }>(
      "select subject, headers, body, reason from dead_letter where reader = 'shelves' and position = $1",
      [position],
    )
  )[0];

/** Lets the table refuse letters, until it is called off. */
async function refuseLetters(condition: string): Promise<() => Promise<unknown>> {
  await database().query(`alter table dead_letter add constraint refusing check (${condition}) not valid`);
  return () => database().query('alter table dead_letter drop constraint refusing');
}

describe('What a log has had since before there was a rule for texts', () => {
  it.each([
    ['U+0000', 'nul', 'a\0b', 'a\uFFFDb'],
    ['half of a surrogate pair', 'half', 'a\ud800b', 'a\uFFFDb'],
    ['the other half', 'other-half', '\udc00', '\uFFFD'],
  ])('is read well-formed by all who follow it: %s', async (_, bookId, title, readable) => {
    await poisoner.bought(bookId, { title });
    await buy(`after-${bookId}`);
    await becomes(() => titleOf(`after-${bookId}`)).toBe('Pojagi');
    expect(await titleOf(bookId)).toBe(readable);
    for (const event of [BookShelved, BookLent, BookReady]) expect(await shop.happened(event, bookId)).toEqual({ bookId, title: readable });
    const processes = () => database().query('select name, status from process where key = $1 order by name', [bookId]);
    await becomes(processes).toEqual(['gathering-readiness', 'saga-lending'].map((name) => ({ name, status: 'completed' })));
    expect(await letters()).toEqual([]);
  });

  it('is remembered well-formed: the aggregate decides on, and its snapshot is kept', async () => {
    await buy('nul', 'again');
    const [{ state } = { state: undefined }] = await database().query<{ state: { titles: string[] } }>(
      "select state from snapshot where aggregate = 'book' and key = 'nul'",
    );
    expect(state).toMatchObject({ titles: expect.arrayContaining(['a\uFFFDb', 'again']) });
    expect((await ready()).status).toBe(200);
  });
});

describe('What cannot be folded', () => {
  it.each([
    ['that does not fit and has a text that no table takes', 'misfit', { title: 7, more: '\0\ud800' }, /expected string/],
    ['of which a fold makes a text that no table takes', 'cut', { title: CUT }, /invalid input syntax for type json/],
    ['of which nobody knows why it fails, when it has failed a few times', 'extra', { title: EXTRA }, /column "colour" .*does not exist/],
  ])('becomes a dead letter with its bytes and headers, and what comes later goes on: an event %s', async (_, bookId, data, reason) => {
    const { position, body } = await poisoner.bought(bookId, data);
    await buy(`after-${bookId}`);
    await becomes(() => titleOf(`after-${bookId}`)).toBe('Pojagi');
    expect(await letterOf(bookId)).toMatchObject({ position, reason: expect.stringMatching(reason) });
    const letter = await kept(position);
    expect(letter?.body?.toString()).toBe(body);
    expect(letter).toMatchObject({ subject: `library.log.book.${bookId}`, headers: { [headerNames.type]: BookBought.type } });
    await becomes(ready).toMatchObject({ status: 200 });
    await ask(platformMessages.discard, { reader: 'shelves', position });
    expect(await letterOf(bookId)).toBeUndefined();
  });

  it('has a letter also where its key is no text, or longer than an index takes', async () => {
    for (const bookId of ['x'.repeat(3000), 'y']) {
      const { position } = await poisoner.bought(bookId, { title: 7, bookId: bookId === 'y' ? 'a\0' : bookId });
      await becomes(() => kept(position)).toBeDefined();
    }
  });

  it('is redelivered when its cause is mended', async () => {
    await poisoner.bought('mended', { title: EXTRA });
    await buy('after-mended');
    await becomes(async () => (await letterOf('mended'))?.key).toBe('mended');
    await database().query('alter table shelf add column colour text');
    expect(await ask(platformMessages.redeliver, { reader: 'shelves', key: 'mended' })).toMatchObject({ redelivered: 1, failed: [] });
    expect(await titleOf('mended')).toBe(EXTRA);
    await database().query('alter table shelf drop column colour');
  });

  it('and cannot be acted on is left out by whoever acts, too', async () => {
    await poisoner.bought('long', { title: LONG });
    await becomes(async () => (await letterOf('long', 'reaction-shelve-when-bought'))?.reason).toMatch(/max_payload|size/);
    await buy('after-long');
    expect(await shop.happened(BookShelved, 'after-long')).toEqual({ bookId: 'after-long', title: 'Pojagi' });
  });
});

describe('A letter that its table refuses', () => {
  it('is written without what it is about, and stops nobody', async () => {
    const callOff = await refuseLetters('body is null');
    const { position } = await poisoner.bought('small', { title: 7 });
    await buy('after-small');
    await becomes(() => titleOf('after-small')).toBe('Pojagi');
    expect(await kept(position)).toEqual({
      ...{ subject: null, headers: null, body: null },
      reason: expect.stringMatching(/expected string.*its letter was refused: error: .*"refusing"/s),
    });
    await callOff();
  });

  it('whatever it says lets its reader stand, while others go on: the process is not ready and says why, and heals', async () => {
    const callOff = await refuseLetters("key <> 'refused'");
    await poisoner.bought('refused', { title: CUT });
    await buy('after-refused');
    expect(await shop.happened(BookLent, 'after-refused')).toMatchObject({ title: 'Pojagi' });
    await becomes(ready).toMatchObject({ status: 503, said: { readers: expect.stringMatching(/shelves cannot go on: .*"refusing"/) } });
    await becomes(failing).toMatchObject([{ reader: 'shelves', stream: 'library', reason: expect.stringContaining('"refusing"') }]);
    expect(await metrics.getSingleMetricAsString('jogakbo_readers_failing')).toContain('{reader="shelves",stream="library"} 1');
    expect(await titleOf('after-refused')).toBeUndefined();
    await callOff();
    await becomes(() => titleOf('after-refused')).toBe('Pojagi');
    await becomes(ready).toMatchObject({ status: 200 });
    expect(await failing()).toEqual([]);
    expect(await letterOf('refused')).toMatchObject({ reader: 'shelves' });
  });
});
