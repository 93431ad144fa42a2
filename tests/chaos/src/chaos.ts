import { setTimeout as wait } from 'node:timers/promises';
import { ListStock, ReceiveStock } from '@jogakbo/inventory-contract';
import { diceOf } from '@jogakbo/testing/dice';
import { Books } from './laws/books.ts';
import type { Known } from './laws/law.ts';
import { laws } from './laws/laws.ts';
import { LogsReader } from './laws/log-reader.ts';
import { lookAtAll } from './laws/views.ts';
import { Monkey } from './monkey.ts';
import type { Manner, Purchase } from './people/customer.ts';
import { Crowd } from './people/crowd.ts';
import { Staff } from './people/staff.ts';
import { StockKeeper } from './people/stock-keeper.ts';
import { lookInto } from './people/window.ts';
import type { ShopHere } from './shop-here.ts';

/** How a shop is tried. */
export interface Trial {
  readonly seconds: number;
  /** Customers who come in, a second. */
  readonly rate: number;
  readonly seed: number;
  /** Milliseconds between two faults, at most; without it nothing is broken. */
  readonly everyFault?: number | undefined;
  /** The units that are broken then; all of them, where it is not said. */
  readonly prey?: readonly string[] | undefined;
  /** How customers are, where they are otherwise than usual. */
  readonly manner?: Partial<Manner>;
  /** Pieces that are taken in of each variant of which some run out on the way. */
  readonly few?: number;
  /** Milliseconds that a law may be broken before it stays broken. */
  readonly settling?: number;
  /** What is done to the shop when half of the time is over. */
  readonly halfway?: (() => Promise<void>) | undefined;
  readonly note?: (line: string) => void;
}

/** A law that was broken, and how. */
export interface Fault {
  readonly law: string;
  readonly what: string;
}

/** What came of it. */
export interface Outcome {
  readonly faults: readonly Fault[];
  readonly deeds: Readonly<Record<string, number>>;
  readonly orders: Readonly<Record<string, number>>;
  /** Milliseconds from an order to its decision, by the log: the half, and 99 of 100, were faster. */
  readonly decidedAfter: { readonly p50: number; readonly p99: number };
  /** Milliseconds from the click to the sight of a decided order. */
  readonly seenAfter: { readonly p50: number; readonly p99: number };
  readonly settledAfter: number;
  readonly troubles: Readonly<Record<string, number>>;
  readonly seed: number;
  /** What customers were told. */
  readonly purchases: readonly Purchase[];
}

const verticals = ['checkout', 'inventory', 'payment', 'delivery'];
const usual: Manner = { hesitation: 200, browsing: 0.05, patience: 60_000 };
/** Pieces of each variant that everybody wants, of which some run out on the way. */
const FEW = 30;
/** Milliseconds that an order may take once all is calm: the longest step of a checkout, and the patience of those who ask again. */
const LONGEST = 120_000;
const SETTLING = 180_000;

/** Customers buy, staff pack, and a monkey breaks what it likes; then the laws are held against the logs, the views and what people were told. */
export async function chaos(shop: ShopHere, trial: Trial): Promise<Outcome> {
  const { note = () => {}, few = FEW, settling = SETTLING, everyFault } = trial;
  const dice = diceOf(trial.seed);
  await stockUp(shop, few);
  const books = new Books();
  const reader = await LogsReader.start(await shop.connect(), verticals, books);
  const [staff, keeper] = [new Staff(shop.staff, dice), new StockKeeper(shop.staff, dice)];
  const manner = { ...usual, ...trial.manner };
  const window = await lookInto(shop.staff);
  const crowd = new Crowd({ address: shop.address, window, rate: trial.rate, manner, dice });
  const monkey = everyFault === undefined ? undefined : new Monkey({ control: shop.control, dice, pause: everyFault, prey: trial.prey });
  for (let second = 0; second < trial.seconds; second += 5) {
    await wait(Math.min(5, trial.seconds - second) * 1000);
    note(`${crowd.purchases.length} orders, ${crowd.size} customers inside, ${monkey?.deeds.length ?? 0} faults`);
    if (second < trial.seconds / 2 && second + 5 >= trial.seconds / 2) await trial.halfway?.();
  }
  await monkey?.stop();
  const calmSince = Date.now();
  note('all is calm');
  await crowd.close();
  await Promise.all([staff.close(), keeper.close()]);
  const look = async (): Promise<Known> => {
    await reader.upToDate();
    return {
      books,
      views: await lookAtAll(shop.staff, ordersIn(books), window.products),
      purchases: crowd.purchases,
      longest: LONGEST,
      calmSince,
    };
  };
  const { faults, settledAfter } = await atRest(look, settling);
  await reader.stop();
  return {
    faults,
    deeds: countsOf((monkey?.deeds ?? []).map(({ verb, instance }) => `${verb} ${instance}`)),
    orders: countsOf(crowd.purchases.map(({ answer, told }) => (answer === 'accepted' ? (told.at(-1)?.status ?? 'accepted') : answer))),
    decidedAfter: percentiles(
      [...books.orders.values()].flatMap(({ placedAt, decidedAt }) => (placedAt && decidedAt ? decidedAt - placedAt : [])),
    ),
    seenAfter: percentiles(crowd.purchases.flatMap(({ decidedAfter }) => decidedAfter ?? [])),
    settledAfter,
    troubles: Object.fromEntries(crowd.troubles),
    seed: trial.seed,
    purchases: crowd.purchases,
  };
}

/** The laws that are broken in a shop where nobody does anything, by its logs, its views, and what these customers were told. */
export async function brokenIn(
  shop: ShopHere,
  purchases: readonly Purchase[],
): Promise<{ readonly faults: Fault[]; readonly orders: number }> {
  const [books, calmSince] = [new Books(), Date.now()];
  const reader = await LogsReader.start(await shop.connect(), verticals, books);
  const { products } = await lookInto(shop.staff);
  const look = async (): Promise<Known> => {
    await reader.upToDate();
    return { books, views: await lookAtAll(shop.staff, ordersIn(books), products), purchases, longest: LONGEST, calmSince };
  };
  const { faults } = await atRest(look, SETTLING);
  await reader.stop();
  return { faults, orders: ordersIn(books).length };
}

const ordersIn = ({ orders }: Books) => [...orders.values()].filter(({ placed }) => placed).map(({ orderId }) => orderId);

/** Staff take in as many pieces as a day needs, of every second variant only a few. */
async function stockUp({ staff }: ShopHere, few: number): Promise<void> {
  const levels = await staff.ask(ListStock, {});
  for (const [nth, { stockId }] of levels.entries()) await staff.send(ReceiveStock, { stockId, quantity: nth % 2 === 0 ? few : 10_000 });
}

/** Holds the laws against the shop until none is broken any more; what still breaks one after a long time stays broken. */
async function atRest(look: () => Promise<Known>, settling: number): Promise<{ readonly faults: Fault[]; readonly settledAfter: number }> {
  const begun = performance.now();
  for (;;) {
    const faults = await look().then(faultsIn, (error: unknown) => [
      { law: 'none', what: `the shop cannot be looked at: ${String(error)}` },
    ]);
    const settledAfter = Math.round(performance.now() - begun);
    if (faults.length === 0 || settledAfter > settling) return { faults, settledAfter };
    await wait(500);
  }
}

const faultsIn = (known: Known): Fault[] => laws.flatMap(({ name, broken }) => broken(known).map((what) => ({ law: name, what })));

const countsOf = (names: readonly string[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length]));

function percentiles(all: readonly number[]) {
  const sorted = all.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { p50: at(0.5), p99: at(0.99) };
}
