import { setTimeout as wait } from 'node:timers/promises';
import { processorSecondsOf } from '../processor.ts';
import { ms, times, whole, type Findings, type Verdict } from '../report.ts';
import type { ShopToMeasure } from '../shop.ts';
import { median, quantile } from '../statistics.ts';
import { type Browsing, browse, browseWithoutPayment, pathsOf, type PaymentState } from './browsing.ts';
import { type Bought, Buyers } from './buyers.ts';
import { HttpClient } from './http-client.ts';
import { buyAlone, buyAtRate } from './orders.ts';
import { restartAll, type Restarted } from './restarts.ts';

/** What is promised, and for how long it is tried. */
const TARGET = { rate: 60, p99: 3000, alone: 150, browsing: 1.2 };
const SECONDS = Number(process.env['SECONDS'] ?? 120);
const RATE = Number(process.env['RATE'] ?? TARGET.rate);
const WARM_UP = { rate: 10, seconds: 10 };
const ALONE = 100;
/** Between two measurements, so that nothing of the one is left in the other. */
const CALM = 3000;

/** What a crowd of buyers met. */
interface Crowd {
  readonly name: string;
  readonly bought: Bought[];
  readonly took: number;
  /** Milliseconds of a processor for an order that was confirmed, by process; the buyers are one. */
  readonly processor: Readonly<Record<string, number>>;
  readonly browsing: Browsing;
}

/** Orders from the click to the sight of their confirmation; more of them than the shop can take; browsing without payment; and restarts. */
export async function measureBuying(shop: ShopToMeasure, runs: number): Promise<Findings> {
  const client = new HttpClient(shop.address);
  try {
    const buyers = await Buyers.of(client, shop.staffToken);
    await buyAtRate(buyers, WARM_UP.rate, WARM_UP.seconds);
    await wait(CALM);
    const alone = await buyAlone(buyers, ALONE);
    const calm = await crowd(shop, client, { name: 'half as many', buyers, rate: RATE / 2, seconds: SECONDS });
    const steady = await crowd(shop, client, { name: 'as promised', buyers, rate: RATE, seconds: SECONDS });
    const overload = await crowd(shop, client, { name: 'twice as many', buyers, rate: 2 * RATE, seconds: SECONDS / 4 });
    const browsing = await browseWithoutPayment(shop, client, Math.min(3, runs));
    const restarted = await restartAll(shop, client, buyers);
    return findings({ alone, calm, steady, overload, browsing, restarted });
  } finally {
    client.close();
  }
}

/** This process alone: the shop may be a child of it. */
function ownSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
}

interface Rush {
  readonly name: string;
  readonly buyers: Buyers;
  readonly rate: number;
  readonly seconds: number;
}

/** Buyers who come at a rate, while a few others only look around. */
async function crowd(shop: ShopToMeasure, client: HttpClient, { name, buyers, rate, seconds }: Rush): Promise<Crowd> {
  const paths = await pathsOf(shop.address);
  const processes = (await shop.processes()).flatMap(({ instance, pid }) => (pid ? [{ instance, pid }] : []));
  const used = () =>
    new Map([...processes.map(({ instance, pid }) => [instance, processorSecondsOf(pid)] as const), ['buyers', ownSeconds()] as const]);
  const before = used();
  const [{ bought, took }, browsing] = await Promise.all([buyAtRate(buyers, rate, seconds), browse(client, paths, { rate: 1, seconds })]);
  const after = used();
  const confirmed = bought.filter(({ outcome }) => outcome === 'confirmed').length;
  const processor = Object.fromEntries([...after].map(([each, seconds]) => [each, ((seconds - before.get(each)!) * 1000) / confirmed]));
  await wait(CALM);
  return { name, bought, took, processor, browsing };
}

interface Measured {
  readonly alone: Bought[];
  readonly calm: Crowd;
  readonly steady: Crowd;
  readonly overload: Crowd;
  readonly browsing: Record<PaymentState, Browsing[]>;
  readonly restarted: Restarted;
}

function findings({ alone, calm, steady, overload, browsing, restarted }: Measured): Findings {
  return {
    name: 'shop',
    method: `one machine of the first way to pay for each order; ${RATE} orders a second for ${SECONDS} s whatever happens, half as many before, and twice as many after that; beside them one page a second`,
    table: [rowOf('alone', alone, Number.NaN), ...[calm, steady, overload].map(({ name, bought, took }) => rowOf(name, bought, took))],
    verdicts: [...ordersKept(alone, steady), ...overloadKept(overload), ...browsingKept(browsing), ...restartsKept(restarted)],
    figures: {
      alone: alone.map(({ seenAfter }) => Math.round(seenAfter)),
      crowds: [calm, steady, overload].map(({ bought, ...rest }) => ({
        ...rest,
        refusals: counts(bought.map(({ said }) => said ?? '').filter(Boolean)),
      })),
      browsing,
      restarted: {
        ...restarted,
        took: Object.fromEntries([0.5, 0.9, 0.99, 1].map((share) => [`p${share * 100}`, Math.round(quantile(restarted.took, share))])),
        orders: counts(restarted.orders.map(({ outcome }) => outcome)),
      },
    },
  };
}

const seen = (bought: readonly Bought[]) => bought.filter(({ outcome }) => outcome === 'confirmed').map(({ seenAfter }) => seenAfter);
const count = (bought: readonly Bought[], ...outcomes: Bought['outcome'][]) =>
  bought.filter(({ outcome }) => outcomes.includes(outcome)).length;
const counts = (names: readonly string[]) =>
  Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length]));
const rateOf = ({ bought, took }: Pick<Crowd, 'bought' | 'took'>) => (count(bought, 'confirmed') * 1000) / took;

const rowOf = (name: string, bought: readonly Bought[], took: number) => ({
  buyers: name,
  orders: bought.length,
  confirmed: count(bought, 'confirmed'),
  shed: count(bought, 'shed'),
  other: count(bought, 'rejected', 'refused', 'unseen'),
  'confirmed/s': Number.isNaN(took) ? '' : rateOf({ bought: [...bought], took }).toFixed(1),
  'answered, p99': ms(
    quantile(
      bought.map(({ answeredAfter }) => answeredAfter),
      0.99,
    ),
  ),
  'confirmed, p50': ms(median(seen(bought))),
  'confirmed, p99': ms(quantile(seen(bought), 0.99)),
});

function ordersKept(alone: readonly Bought[], steady: Crowd): Verdict[] {
  const [p50, p99, rate] = [median(seen(alone)), quantile(seen(steady.bought), 0.99), rateOf(steady)];
  const all = Object.values(steady.processor).reduce((sum, each) => sum + each, 0);
  return [
    { figure: 'one order in an idle shop, p50', measured: ms(p50), target: `≤ ${TARGET.alone} ms`, kept: p50 <= TARGET.alone },
    { figure: 'orders a second', measured: rate.toFixed(1), target: `≥ ${TARGET.rate}`, kept: rate >= TARGET.rate * 0.99 },
    { figure: 'an order among them, p99', measured: ms(p99), target: `≤ ${TARGET.p99} ms`, kept: p99 <= TARGET.p99 },
    { figure: 'processor time for an order, buyers included', measured: ms(all), target: 'said, not promised', kept: true },
  ];
}

function overloadKept({ bought, browsing, took }: Crowd): Verdict[] {
  const silent = bought.filter(({ outcome, hasRetryAfter }) => outcome === 'shed' && !hasRetryAfter).length;
  const lost = count(bought, 'unseen', 'refused');
  const pages = `${browsing.errors.length} of ${browsing.took.length} pages, p99 ${ms(quantile(browsing.took, 0.99))}`;
  return [
    {
      figure: 'twice as many: confirmed a second, shed, lost',
      measured: `${rateOf({ bought, took }).toFixed(1)}, ${whole(count(bought, 'shed'))}, ${lost}`,
      target: '0 lost, all that is shed says when to come again',
      kept: silent === 0 && lost === 0,
    },
    { figure: 'twice as many: pages that did not come whole', measured: pages, target: '0', kept: browsing.errors.length === 0 },
  ];
}

function browsingKept(browsing: Record<PaymentState, Browsing[]>): Verdict[] {
  const p99 = (state: PaymentState) => browsing[state].map(({ took }) => quantile(took, 0.99));
  return (['stopped', 'frozen'] as const).map((state) => {
    const ratio = median(p99(state).map((value, round) => value / p99('as always')[round]!));
    const errors = browsing[state].flatMap((each) => each.errors).length - browsing['as always'].flatMap((each) => each.errors).length;
    return {
      figure: `browsing while payment is ${state}`,
      measured: `p99 ${times(ratio)} (${ms(median(p99(state)))}), ${errors} more errors`,
      target: `≤ ${TARGET.browsing} ×, 0 errors`,
      kept: ratio <= TARGET.browsing && errors <= 0,
    };
  });
}

function restartsKept({ verticals, seconds, requests, failed, took, orders }: Restarted): Verdict[] {
  const lost = orders.filter(({ outcome }) => outcome !== 'confirmed').length;
  return [
    {
      figure: `${verticals.length} verticals started anew under ${whole(requests / seconds)} requests/s`,
      measured: `${failed.length} of ${whole(requests)} failed, ${lost} of ${orders.length} orders lost, p99 ${ms(quantile(took, 0.99))}`,
      target: '0 failed, 0 lost',
      kept: failed.length === 0 && lost === 0,
    },
  ];
}
