import { once } from 'node:events';
import { createConnection } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { slowStreams } from '../metrics.ts';
import { TestBrowser, type Heard } from '../testing/browser.ts';
import { event, StandIn } from '../testing/stand-in.ts';
import { TestShop } from '../testing/shop.ts';

let shop: TestShop;
let assortment: StandIn;

beforeAll(async () => {
  shop = await TestShop.open({ CLIENT_STREAMS: '100' });
  assortment = await StandIn.start(
    shop.connection,
    { vertical: 'assortment', version: 'v1' },
    [
      event('ProductRenamed', { told: ['name'] }),
      event('ProductListed', { told: [] }),
      event('StockMoved', { told: 'changed' }),
      event('OfferMade', { isPrivate: true, told: [] }),
      event('CostChanged'),
    ],
    true,
  );
  await assortment.goLive();
  await followed('assortment');
});
afterAll(() => shop?.close());

const listen = (topics: string, headers: Record<string, string> = {}, rest = '') =>
  TestBrowser.listen(`${shop.address}/events?topics=${topics}${rest}`, headers);
const rename = (key: string, name: string) => assortment.happened('ProductRenamed', 'product', key, { name });
const names = (heard: Heard[]) => heard.map(({ data }) => data.data.name);

/** Resolves when the gateway reads the log of a vertical: from then on its position is part of every id. */
async function followed(vertical: string) {
  for (;;) {
    const browser = await listen(`${vertical}.log.any.*`);
    browser.leave();
    if (browser.id.includes(`${vertical}:`)) return;
  }
}

async function reconnected() {
  for await (const { type } of shop.connection.status()) if (type === 'reconnect') return;
}

describe('A browser that listens', () => {
  it('is told the public events that its topics select, with their place', async () => {
    const browser = await listen('assortment.log.product.AU-01');
    await rename('AU-02', 'not asked for');
    await assortment.happened('CostChanged', 'product', 'AU-01', { name: 'not public' });
    const position = await rename('AU-01', 'Eagle');
    const [heard] = await browser.hear(1);
    expect(heard).toEqual({
      event: 'fact',
      id: `assortment:${position}`,
      data: { vertical: 'assortment', type: 'ProductRenamed', key: 'AU-01', position, data: { name: 'Eagle' } },
    });
    browser.leave();
  });
  it('is told no more of an event than its contract says, and nothing of one of which it says nothing', async () => {
    const browser = await listen('assortment.log.product.AU-07,assortment.log.stock.*');
    await assortment.happened('CostChanged', 'product', 'AU-07', { cost: 4 });
    const whole = { name: 'Eagle', cost: 4 };
    const renamed = await assortment.happened('ProductRenamed', 'product', 'AU-07', whole);
    const listed = await assortment.happened('ProductListed', 'product', 'AU-07', whole);
    const moved = await assortment.decided('stock', 'AU-07', [
      { type: 'StockMoved', data: { sold: 3 } },
      { type: 'StockMoved', data: { sold: 4 } },
    ]);
    const again = await rename('AU-07', 'Falcon');
    expect((await browser.hear(4)).map(({ data }) => data)).toEqual([
      { vertical: 'assortment', type: 'ProductRenamed', key: 'AU-07', position: renamed, data: { name: 'Eagle' } },
      { vertical: 'assortment', type: 'ProductListed', key: 'AU-07', position: listed },
      { vertical: 'assortment', key: 'AU-07', position: moved },
      { vertical: 'assortment', type: 'ProductRenamed', key: 'AU-07', position: again, data: { name: 'Falcon' } },
    ]);
    browser.leave();
  });
  it('is told where those logs stand that it follows, and of no other', async () => {
    const browser = await listen('checkout.log.order.*');
    expect(browser.id).not.toContain('assortment');
    browser.leave();
  });
  it('is told each public event of several that happened at once', async () => {
    const browser = await listen('assortment.log.product.AU-09');
    const position = await assortment.decided('product', 'AU-09', [
      { type: 'ProductRenamed', data: { name: 'one' } },
      { type: 'CostChanged', data: { name: 'not public' } },
      { type: 'ProductRenamed', data: { name: 'two' } },
    ]);
    const heard = await browser.hear(2);
    expect(names(heard)).toEqual(['one', 'two']);
    expect(heard[1]).toMatchObject({ id: `assortment:${position}`, data: { position } });
    browser.leave();
  });
  it('is told all keys of an aggregate, and each event once when topics overlap', async () => {
    const browser = await listen('assortment.log.product.*,assortment.log.product.AU-01');
    await rename('AU-01', 'one');
    await rename('AU-03', 'two');
    expect(names(await browser.hear(2))).toEqual(['one', 'two']);
    browser.leave();
  });
  it('is told of a private event that it happened, when it names its key, and nobody what it says', async () => {
    const [knows, guesses] = await Promise.all([
      listen('assortment.log.offer.AU-01'),
      listen('assortment.log.offer.*,assortment.log.product.*'),
    ]);
    const position = await assortment.happened('OfferMade', 'offer', 'AU-01', { to: 'Ana' });
    const later = await rename('AU-01', 'Eagle');
    expect((await knows.hear(1)).map(({ data }) => data)).toEqual([{ vertical: 'assortment', type: 'OfferMade', key: 'AU-01', position }]);
    expect((await guesses.hear(1)).map(({ data }) => data.position)).toEqual([later]);
    knows.leave();
    guesses.leave();
  });
  it('is told no more of a private event when it comes back for what it missed', async () => {
    const before = await rename('AU-01', 'before');
    const position = await assortment.happened('OfferMade', 'offer', 'AU-02', { to: 'Ben' });
    const later = await rename('AU-01', 'later');
    const missed = (topics: string) => listen(topics, { 'last-event-id': `assortment:${before}` });
    const [knows, guesses] = await Promise.all([
      missed('assortment.log.offer.AU-02'),
      missed('assortment.log.offer.*,assortment.log.product.*'),
    ]);
    expect((await knows.hear(1)).map(({ data }) => data)).toEqual([{ vertical: 'assortment', type: 'OfferMade', key: 'AU-02', position }]);
    expect((await guesses.hear(1)).map(({ data }) => data.position)).toEqual([later]);
    knows.leave();
    guesses.leave();
  });
  it('is refused topics that are none, and too many', async () => {
    for (const topics of ['assortment.log.>', '*.log.product.x', 'assortment.product.x', 'assortment.log.product.a.b', '$JS.log.a.b'])
      expect((await listen(encodeURIComponent(topics))).status).toBe(400);
    expect((await listen(Array.from({ length: 201 }, (_, index) => `a.log.b.c${index}`).join())).status).toBe(400);
  });
  it('hears of a vertical that comes later, of its releases and of its absence', async () => {
    const browser = await listen('checkout.log.order.*');
    const checkout = await StandIn.start(
      shop.connection,
      { vertical: 'checkout', version: 'v1' },
      [event('OrderPlaced', { told: [] })],
      true,
    );
    await checkout.goLive();
    expect((await browser.hear(2)).map(({ event: name, data }) => [name, data])).toEqual([
      ['release', { vertical: 'checkout', version: 'v1' }],
      ['presence', { vertical: 'checkout', away: false }],
    ]);
    await followed('checkout');
    await checkout.happened('OrderPlaced', 'order', 'o-1', {});
    expect((await browser.hear(1))[0]).toMatchObject({ event: 'fact', data: { vertical: 'checkout', key: 'o-1' } });
    checkout.leave();
    expect((await browser.hear(1))[0]).toMatchObject({ event: 'presence', data: { vertical: 'checkout', away: true } });
    browser.leave();
  });
});

describe('A browser that comes back', () => {
  it('is told what it missed and goes on live: no gap, no repeat', async () => {
    const first = await listen('assortment.log.product.*');
    await rename('a', '1');
    const [seen] = await first.hear(1);
    first.leave();
    await rename('a', '2');
    await rename('b', '3');
    const again = await listen('assortment.log.product.*', { 'last-event-id': seen!.id });
    await rename('a', '4');
    expect(names(await again.hear(3))).toEqual(['2', '3', '4']);
    again.leave();
  });
  it('misses nothing although it heard nothing before it left', async () => {
    const first = await listen('assortment.log.product.quiet');
    first.leave();
    await rename('quiet', 'meanwhile');
    const again = await listen('assortment.log.product.quiet', { 'last-event-id': first.id });
    expect(names(await again.hear(1))).toEqual(['meanwhile']);
    again.leave();
  });
  it('may come back with other topics', async () => {
    const first = await listen('assortment.log.product.a');
    first.leave();
    await rename('other', 'new topic');
    const again = await listen('assortment.log.product.other', {}, `&after=${first.id}`);
    expect(names(await again.hear(1))).toEqual(['new topic']);
    again.leave();
  });
  it('is told everything in order while more happens, also what is no longer in memory', async () => {
    const before = (await listen('assortment.log.product.*')).id;
    const half = 5000;
    const write = async (from: number) => {
      for (let index = from; index < from + half; index += 100)
        await Promise.all(Array.from({ length: 100 }, (_, offset) => rename(`n${(index + offset) % 7}`, String(index + offset))));
    };
    await write(0);
    const again = await listen('assortment.log.product.*', { 'last-event-id': before });
    const writing = write(half);
    const heard = await again.hear(2 * half);
    await writing;
    const positions = heard.map(({ data }) => data.position as number);
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
    expect(new Set(positions).size).toBe(2 * half);
    expect(new Set(names(heard))).toEqual(new Set(Array.from({ length: 2 * half }, (_, index) => String(index))));
    again.leave();
  });
  const isToldThatItMissed = async (after: number) => {
    const position = await rename('a', 'newest');
    const browser = await listen('assortment.log.product.*', { 'last-event-id': `assortment:${after}` });
    const [missed] = await browser.hear(1);
    expect(missed).toEqual({ event: 'missed', id: `assortment:${position}`, data: { vertical: 'assortment', position } });
    await rename('a', 'now');
    expect(names(await browser.hear(1))).toEqual(['now']);
    browser.leave();
  };
  it('with a position that its log never had is told that it missed what there was, and then what happens', () =>
    isToldThatItMissed(99_999_999));
  it('after more than anybody is told again is told that it missed it, and then what happens', () => isToldThatItMissed(0));
  it('after longer than anybody is told again is told that it missed it, and then what happens', async () => {
    const long = await rename('a', 'long ago');
    try {
      vi.setSystemTime(Date.now() + 2 * 60 * 60 * 1000);
      const browser = await listen('assortment.log.product.*', { 'last-event-id': `assortment:${long - 1}` });
      expect((await browser.hear(1))[0]).toMatchObject({ event: 'missed', data: { vertical: 'assortment', position: long } });
      browser.leave();
      const upToDate = await listen('assortment.log.product.*', { 'last-event-id': `assortment:${long}` });
      vi.useRealTimers();
      await rename('a', 'now');
      expect(names(await upToDate.hear(1))).toEqual(['now']);
      upToDate.leave();
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('Streams of events', () => {
  it('end for a browser that does not keep up, and for no other', async () => {
    const quick = await listen('assortment.log.product.*');
    const { hostname, port } = new URL(shop.address);
    const slow = createConnection(Number(port), hostname).pause();
    slow.write('GET /events?topics=assortment.log.product.* HTTP/1.1\r\nhost: x\r\n\r\n');
    const dropped = async () => (await slowStreams.get()).values[0]?.value ?? 0;
    let written = 0;
    while ((await dropped()) === 0) {
      await rename('a', 'x'.repeat(100_000));
      written += 1;
    }
    expect((await quick.hear(written)).length).toBe(written);
    slow.destroy();
    quick.leave();
  });
  it('are resumed for who reads, while others who come back take nothing', async () => {
    const before = (await listen('assortment.log.product.*')).id;
    await rename('rare', 'missed');
    for (let index = 0; index < 400; index += 1) await rename('a', 'x'.repeat(100_000));
    const dropped = async () => (await slowStreams.get()).values[0]?.value ?? 0;
    const droppedBefore = await dropped();
    const { hostname, port } = new URL(shop.address);
    const idle = Array.from({ length: 8 }, () => createConnection(Number(port), hostname));
    for (const socket of idle) socket.write(`GET /events?topics=assortment.log.product.*&after=${before} HTTP/1.1\r\nhost: x\r\n\r\n`);
    // Each has heard that its stream begins, and reads nothing more.
    await Promise.all(idle.map((socket) => once(socket, 'readable')));
    const reader = await listen('assortment.log.product.rare', { 'last-event-id': before });
    expect(names(await reader.hear(1))).toEqual(['missed']);
    expect(await dropped()).toBe(droppedBefore);
    for (const socket of idle) socket.destroy();
    reader.leave();
  });
  it('are a hundred at most to one address, and room is made by who leaves', async () => {
    const open: TestBrowser[] = [];
    let browser = await listen('');
    while (browser.status === 200) {
      open.push(browser);
      browser = await listen('');
    }
    expect(browser.status).toBe(429);
    expect(open.length).toBeGreaterThan(80);
    expect(open.length).toBeLessThanOrEqual(100);
    for (const each of open) each.leave();
    while ((browser = await listen('')).status !== 200);
    browser.leave();
  });
  it('outlive a restart of NATS without a gap', async () => {
    const browser = await listen('assortment.log.product.*');
    await rename('a', 'before');
    await browser.hear(1);
    const back = reconnected();
    await shop.nats.halt();
    await shop.nats.start();
    await back;
    await rename('a', 'after');
    const facts: Heard[] = [];
    while (facts.length < 1) facts.push(...(await browser.hear(1)).filter(({ event: name }) => name === 'fact'));
    expect(names(facts)).toEqual(['after']);
    browser.leave();
  });
  it('end at once when the gateway stops', async () => {
    const browser = await listen('assortment.log.product.*');
    const started = performance.now();
    await shop.door.stop();
    while (await browser.next());
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
