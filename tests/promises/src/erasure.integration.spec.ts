import { randomUUID } from 'node:crypto';
import { globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Letters, platformMessages } from '@jogakbo/protocol';
import { startServers, type RunningServers } from '@jogakbo/dev';
import { AggregateStreams } from '@jogakbo/vertical';
import { deciding, PersonalKeys } from '@jogakbo/vertical/testing';
import { VerticalsUnderTest } from '@jogakbo/testing/verticals';
import {
  bugs,
  ForgetGuest,
  guestDecider,
  GuestForgotten,
  guestTable,
  heardOfTable,
  HotelModule,
  KitchenModule,
  ReceiveGuest,
  REFUSED,
} from './guests/hotel.ts';

let servers: RunningServers;
let shop: VerticalsUnderTest;
const folder = mkdtempSync(path.join(tmpdir(), 'erasure-'));

beforeAll(async () => {
  servers = await startServers(folder);
  shop = await VerticalsUnderTest.on(servers, [HotelModule, KitchenModule]);
  await shop.database('hotel').query(guestTable);
  await shop.database('kitchen').query(heardOfTable);
  for (const module of [HotelModule, HotelModule, KitchenModule]) await shop.start(module);
});
afterAll(async () => {
  await shop?.stop();
  await servers?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const receive = (guestId: string, name: string) => shop.ask('hotel', ReceiveGuest({ guestId, name, room: 7 }));
const forget = (guestId: string) => shop.ask('hotel', ForgetGuest({ guestId }));
const ask = (type: string, data: object = {}) => shop.ask('hotel', { kind: 'query', type, data }, 20_000);
const nameOf = async (guestId: string) =>
  (await shop.database('hotel').query<{ name: string | null }>('select name from guest where guest_id = $1', [guestId]))[0]?.name;
const becomes = (read: () => Promise<unknown>) => expect.poll(read, { timeout: 20_000 });
const letterOf = async (key: string) => Letters.parse(await ask(platformMessages.letters)).letters.find((letter) => letter.key === key);
const subjectOf = (guestId: string) => `hotel.log.guest.${guestId}`;

/** The tables of both verticals in which a text stands, in whatever column. */
async function tablesWith(text: string): Promise<string[]> {
  const found: string[] = [];
  for (const vertical of ['hotel', 'kitchen']) {
    const database = shop.database(vertical);
    const tables = await database.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = current_schema()`,
    );
    for (const { name } of tables) {
      const rows = await database.query(`select from "${name}" as t where position($1 in t::text) > 0`, [text]);
      if (rows.length > 0) found.push(`${vertical}/${name}`);
    }
  }
  return found.sort();
}

/** Whether a text stands in any file that NATS keeps: logs, sagas, commands that wait. */
function isInStreams(text: string): boolean {
  const files = globSync('**/jetstream/**', { cwd: folder }).map((file) => path.join(folder, file));
  return files.some((file) => statSync(file).isFile() && readFileSync(file).includes(text));
}

/** Whether whoever operates the shop is told of a text, however they ask about a guest. */
async function isToldToOperators(text: string, guestId: string): Promise<boolean> {
  const of = { aggregate: 'guest', key: guestId };
  const answers = [
    await ask(platformMessages.history, of),
    await ask(platformMessages.state, of),
    await ask(platformMessages.history, { aggregate: 'saga-welcome', key: guestId }),
    await ask(platformMessages.row, { view: 'guest-book', key: guestId }),
    await ask(platformMessages.letters),
    await ask(platformMessages.processes, { isStuck: false }),
  ];
  return JSON.stringify(answers).includes(text);
}

/** All of a guest has come to where it goes. */
async function settled(guestId: string) {
  await becomes(async () => (await shop.events('hotel', 'saga-welcome', guestId)).at(-1)?.type).toBe('SagaCompleted');
  await becomes(() => tablesWith(guestId)).toContain('kitchen/heard_of');
}

describe('A name', () => {
  const name = 'Ottilie Namewell';

  it('stands in the view of its vertical, and in nothing else that is kept of it', async () => {
    await receive('ottilie', name);
    await becomes(() => nameOf('ottilie')).toBe(name);
    await settled('ottilie');
    expect(await tablesWith('ottilie')).toEqual(
      expect.arrayContaining(['hotel/snapshot', 'hotel/process', 'hotel/guest', 'kitchen/heard_of']),
    );
    expect(await tablesWith(name)).toEqual(['hotel/guest']);
    expect([isInStreams('ottilie'), isInStreams(name)]).toEqual([true, false]);
    expect(await isToldToOperators(name, 'ottilie')).toBe(false);
    await ask(platformMessages.rebuild, { view: 'guest-book' });
    await becomes(async () => JSON.stringify(await ask(platformMessages.views))).not.toContain('rebuild');
    expect(await nameOf('ottilie')).toBe(name);
  });

  it('is nowhere any more once it is forgotten; what happened stays, and the log is as it was written', async () => {
    await forget('ottilie');
    await becomes(() => nameOf('ottilie')).toBe(null);
    expect(await tablesWith(name)).toEqual([]);
    expect(isInStreams(name)).toBe(false);
    expect((await shop.events('hotel', 'guest', 'ottilie')).map(({ type }) => type)).toContain('GuestArrived');
    expect(await ask(platformMessages.verification)).toMatchObject({ findings: [] });
    const [key] = await shop
      .database('hotel')
      .query('select key, forgotten_at is not null as gone from personal_key where subject = $1', [subjectOf('ottilie')]);
    expect(key).toEqual({ key: null, gone: true });
  });

  it('does not come back: not with a view that is folded anew, nor when it is told once more', async () => {
    await ask(platformMessages.rebuild, { view: 'guest-book' });
    await becomes(async () => JSON.stringify(await ask(platformMessages.views))).not.toContain('rebuild');
    expect(await nameOf('ottilie')).toBe(null);
    await receive('ottilie', name);
    await becomes(
      async () => (await shop.database('hotel').query(`select from guest where guest_id = 'ottilie' and times = 2`)).length,
    ).toBe(1);
    expect([await tablesWith(name), isInStreams(name)]).toEqual([[], false]);
    expect(await letterOf('ottilie')).toBeUndefined();
  });
});

describe('A dead letter', () => {
  it.each([
    ['whose fold fails', 'bernard', 'Bernard Foldworth', /^Error: … is no guest of ours$/],
    ['whose row the table refuses', 'quirinus', REFUSED, /guest_name_check/],
  ])('has no name, in whatever words it failed: one %s', async (_, guestId, name, reason) => {
    bugs.add('bernard');
    await receive(guestId, name);
    await becomes(async () => (await letterOf(guestId))?.reason).toMatch(reason);
    expect([await tablesWith(name), isInStreams(name)]).toEqual([[], false]);
  });

  it('has its name again where it is redelivered, and none where that was forgotten', async () => {
    bugs.clear();
    await ask(platformMessages.redeliver, { key: 'bernard' });
    await becomes(() => nameOf('bernard')).toBe('Bernard Foldworth');
    await forget('quirinus');
    await becomes(async () => (await letterOf('quirinus'))?.waiting).toBe(1);
    await ask(platformMessages.redeliver, { key: 'quirinus' });
    await becomes(() => nameOf('quirinus')).toBe(null);
  });

  it('is what becomes of something that was sealed with another key, and says so', async () => {
    bugs.add('ida');
    await receive('ida', 'Ida Keyless');
    await becomes(async () => (await letterOf('ida'))?.reason).toContain('no guest');
    await shop.database('hotel').query('update personal_key set key = sha256(key) where subject = $1', [subjectOf('ida')]);
    bugs.clear();
    await ask(platformMessages.redeliver, { key: 'ida' });
    await becomes(async () => (await letterOf('ida'))?.reason).toContain('what is personal in it cannot be read');
  });
});

describe('Forgetting', () => {
  it('comes true also when whoever was to do it dies right after it was decided', async () => {
    await receive('clara', 'Clara Halfway');
    await becomes(() => nameOf('clara')).toBe('Clara Halfway');
    const dead = { keyFor: () => Promise.reject(new Error('dead')), forget: () => Promise.reject(new Error('dead')) };
    const streams = new AggregateStreams(guestDecider, deciding(await shop.log('hotel'), { personal: dead }));
    await expect(streams.decide(ForgetGuest({ guestId: 'clara' }), randomUUID())).rejects.toThrow('dead');
    await shop.happened(GuestForgotten, 'clara');
    const keys = () => shop.database('hotel').query('select key from personal_key where subject = $1', [subjectOf('clara')]);
    await becomes(keys).toEqual([{ key: null }]);
    await becomes(() => nameOf('clara')).toBe(null);
  });

  it('is for good: a key that was deleted, or never made, is not made anew', async () => {
    const keys = new PersonalKeys(shop.database('hotel'));
    const key = await keys.keyFor('anybody');
    expect([key?.length, await keys.keyFor('anybody')]).toEqual([32, key]);
    for (const subject of ['anybody', 'nobody']) {
      await keys.forget(subject);
      await keys.forget(subject);
      expect(await keys.keyFor(subject)).toBe(null);
    }
  });
});
