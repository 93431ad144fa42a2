import { describe, expect, it } from 'vitest';
import { subjects } from '@jogakbo/protocol';
import type { Command } from '@jogakbo/contract';
import { Sku } from '@jogakbo/assortment-contract';
import { central, CountStock, OrderId, ReceiveStock, stockIdOf } from '@jogakbo/inventory-contract';
import { AggregateStreams, callOf, inCall } from '@jogakbo/vertical';
import { deciding, eventsOf, type CommitLog, type NewCommit } from '@jogakbo/vertical/testing';
import { MemoryLog } from '@jogakbo/testing/memory';
import { stock } from '../stock/stock.decider.ts';
import { goods } from './goods.decider.ts';
import { OrderGoods } from './order-goods.ts';
import { Pieces } from './pieces.ts';
import { ReleaseGoodsHandler } from './release-goods.handler.ts';
import { ReserveGoodsHandler } from './reserve-goods.handler.ts';
import { SellGoodsHandler } from './sell-goods.handler.ts';
import { ShelveGoodsHandler } from './shelve-goods.handler.ts';
import { TakeBackGoodsHandler } from './take-back-goods.handler.ts';

const [ox, bull] = [Sku.parse('OX'), Sku.parse('BULL')];
const orderId = OrderId.parse('o-1');
const lines = [
  { sku: ox, quantity: 2 },
  { sku: bull, quantity: 1 },
];

/** A process that dies at one of its appends: just before it, or just after. */
class Death extends Error {}
class Mortal implements CommitLog {
  private appends = 0;
  constructor(
    private readonly log: MemoryLog,
    private readonly at: number,
    private readonly isAfter: boolean,
  ) {}
  readAfter(subject: string, position: number) {
    return this.log.readAfter(subject, position);
  }
  lastPosition(subject: string) {
    return this.log.lastPosition(subject);
  }
  async append(commit: NewCommit, expected: number) {
    const isLast = ++this.appends === this.at;
    if (isLast && !this.isAfter) throw new Death();
    const position = await this.log.append(commit, expected);
    if (isLast) throw new Death();
    return position;
  }
}

/** A process of inventory, with nothing in its memory, that is told something under an id: the same however often it is told. */
function started(log: CommitLog, id = 'once') {
  const told = <T>(act: () => Promise<T>) => inCall(callOf({ id, correlationId: id }, 10_000), act);
  const stocks = new AggregateStreams(stock, deciding(log));
  const pieces = new Pieces(stocks);
  const orderGoods = new OrderGoods(new AggregateStreams(goods, deciding(log)), pieces);
  return {
    decide: (command: Command) => stocks.decide(command),
    reserve: () => told(() => new ReserveGoodsHandler(orderGoods, pieces).handle({ orderId, lines })),
    sell: () => told(() => new SellGoodsHandler(orderGoods, pieces).handle({ orderId })),
    takeBack: () => told(() => new TakeBackGoodsHandler(orderGoods).handle({ orderId })),
    shelve: () => told(() => new ShelveGoodsHandler(orderGoods).handle({ orderId })),
    release: () => told(() => new ReleaseGoodsHandler(orderGoods).handle({ orderId })),
  };
}
type Act = Exclude<keyof ReturnType<typeof started>, 'decide'>;

async function stocked(pieces: Partial<Record<string, number>> = { OX: 5, BULL: 5 }) {
  const log = new MemoryLog();
  for (const [sku, quantity] of Object.entries(pieces))
    await started(log).decide(ReceiveStock({ stockId: stockIdOf(Sku.parse(sku), central), quantity: quantity! }));
  return log;
}

/** On hand, and reserved of it, by SKU; and what happened to the pieces. */
async function booksOf(log: MemoryLog) {
  const books = await Promise.all(
    [ox, bull].map(async (sku) => {
      const commits = await log.readAfter(subjects.log('inventory', 'stock', stockIdOf(sku, central)), 0);
      const events = commits.flatMap(eventsOf).map(({ type, data }) => ({ type, data: data() as { onHand: number; reserved: number } }));
      const { onHand, reserved } = events.at(-1)?.data ?? { onHand: 0, reserved: 0 };
      return { level: [onHand, reserved], happened: events.slice(1).map(({ type }) => type) };
    }),
  );
  return { levels: books.map(({ level }) => level), happened: books.map(({ happened }) => happened) };
}

/** What each act makes of the books of 5 and 5. */
const kept = [
  [5, 2],
  [5, 1],
];
const gone = [
  [3, 0],
  [4, 0],
];
const free = [
  [5, 0],
  [5, 0],
];
const stories: [name: string, acts: [Act, number[][]][]][] = [
  [
    'is bought',
    [
      ['reserve', kept],
      ['sell', gone],
    ],
  ],
  [
    'is given up before it was sold',
    [
      ['reserve', kept],
      ['release', free],
    ],
  ],
  [
    'is given up after it was sold',
    [
      ['reserve', kept],
      ['sell', gone],
      ['release', free],
    ],
  ],
  [
    'comes back',
    [
      ['reserve', kept],
      ['sell', gone],
      ['takeBack', kept],
      ['shelve', free],
    ],
  ],
  [
    'comes back and cannot stay',
    [
      ['reserve', kept],
      ['sell', gone],
      ['takeBack', kept],
      ['sell', gone],
    ],
  ],
  [
    'comes back twice',
    [
      ['reserve', kept],
      ['sell', gone],
      ['takeBack', kept],
      ['sell', gone],
      ['takeBack', kept],
      ['shelve', free],
    ],
  ],
];

describe('An order of several variants', () => {
  it.each(stories)('that %s moves each piece once, however often it is asked', async (_, acts) => {
    const log = await stocked();
    for (const [nth, [act, levels]] of acts.entries()) {
      await started(log, `act-${nth}`)[act]();
      await Promise.all([started(log, `act-${nth}`)[act](), started(log, `act-${nth}`)[act]()]);
      expect((await booksOf(log)).levels).toEqual(levels);
    }
  });

  it.each(stories)('that %s comes to the same wherever a process dies over it', async (_, acts) => {
    const undisturbed = await stocked();
    for (const [nth, [act]] of acts.entries()) await started(undisturbed, `act-${nth}`)[act]();
    const expected = await booksOf(undisturbed);
    let deaths = 0;
    for (const [place, [act]] of acts.entries())
      for (const at of [1, 2, 3])
        for (const isAfter of [false, true]) {
          const log = await stocked();
          for (const [nth, [before]] of acts.slice(0, place).entries()) await started(log, `act-${nth}`)[before]();
          await started(new Mortal(log, at, isAfter), `act-${place}`)
            [act]()
            .catch((error: unknown) => {
              if (!(error instanceof Death)) throw error;
              deaths += 1;
            });
          for (const [nth, [again]] of acts.slice(place).entries()) await started(log, `act-${place + nth}`)[again]();
          expect(await booksOf(log)).toEqual(expected);
        }
    expect(deaths).toBe(acts.length * 6);
  });

  it('that comes back before it is sold again waits for that', async () => {
    const log = await stocked();
    for (const act of ['reserve', 'sell', 'takeBack'] as const) await started(log, act)[act]();
    await expect(started(log, 'again').takeBack()).rejects.toMatchObject({ problem: { status: 503 } });
    await started(log, 'sold again').sell();
    await started(log, 'again').takeBack();
    expect((await booksOf(log)).levels).toEqual(kept);
  });

  it('gets nothing when one of them is short', async () => {
    const log = await stocked({ OX: 5 });
    await expect(started(log).reserve()).rejects.toThrow('StockIsShort');
    expect((await booksOf(log)).levels).toEqual([
      [5, 0],
      [0, 0],
    ]);
  });

  it('is not sold when fewer are there than were kept for it: nobody pays for them, and what was kept is let go', async () => {
    const log = await stocked();
    await started(log, 'kept').reserve();
    await started(log).decide(CountStock({ stockId: stockIdOf(ox, central), onHand: 1, reason: 'The feed states it.' }));
    await expect(started(log, 'sold').sell()).rejects.toThrow('StockIsShort');
    await started(log, 'given up').release();
    expect((await booksOf(log)).levels).toEqual([
      [1, 0],
      [5, 0],
    ]);
  });

  it('gets nothing once it was given up, not even what was kept for it before a process died', async () => {
    const log = await stocked();
    await expect(started(new Mortal(log, 3, false)).reserve()).rejects.toThrow(Death);
    expect((await booksOf(log)).levels).toEqual(kept);
    await started(log, 'given up').release();
    await expect(started(log).reserve()).rejects.toThrow('GoodsAreReleased');
    expect((await booksOf(log)).levels).toEqual(free);
    await expect(started(log, 'sold').sell()).rejects.toThrow('NothingIsReserved');
  });
});
