import { setTimeout as wait } from 'node:timers/promises';
import type { ProcessStatus } from '@jogakbo/dev';
import { type Bought, Buyers } from '../buying/buyers.ts';
import { HttpClient } from '../buying/http-client.ts';
import { type Findings, ms } from '../report.ts';
import type { ShopToMeasure } from '../shop.ts';
import { spreadOf } from '../statistics.ts';

const TARGET = 3000;
/** Milliseconds between two orders, and between two looks at each. */
const PAUSE = 100;
const LOOK = 100;
/** How long buyers go on coming after the kill, and how long the shop is left alone between two: longer than the supervisor remembers. */
const COMING = 12_000;
const CALM = 15_000;
const KILLED = ['postgres', 'nats', 'checkout-1'] as const;

/** One kill, in milliseconds from it. */
interface Recovery {
  readonly killed: string;
  /** When its process was ready again. */
  readonly readyAfter: number;
  /** When the last order was refused, and when the next one was accepted. */
  readonly refusedUntil: number;
  readonly acceptedAfter: number;
  /** When an order that was made after the kill had been seen confirmed. */
  readonly confirmedAfter: number;
  readonly lost: number;
}

/** How long nobody can order after a server or a vertical was killed as by a crash; it is started again by nobody but the supervisor. */
export async function measureRecovery(shop: ShopToMeasure, runs: number): Promise<Findings> {
  const client = new HttpClient(shop.address);
  try {
    const buyers = await Buyers.of(client, shop.staffToken);
    const recoveries: Recovery[] = [];
    for (let run = 0; run < runs; run += 1) {
      for (const killed of KILLED) {
        await wait(CALM);
        recoveries.push(await recoveryOf(killed, shop, buyers));
      }
    }
    return findings(recoveries);
  } finally {
    client.close();
  }
}

async function recoveryOf(killed: string, shop: ShopToMeasure, buyers: Buyers): Promise<Recovery> {
  await shop.control('POST', `/processes/${killed}/kill`);
  const begun = performance.now();
  const ready = readyAgain(killed, shop).then(() => performance.now() - begun);
  const buying: Promise<Bought & { due: number }>[] = [];
  for (let due = 0; due < COMING; due += PAUSE) {
    await wait(Math.max(0, begun + due - performance.now()));
    buying.push(
      buyers
        .buy(begun + due, LOOK)
        .catch(broken)
        .then((bought) => ({ ...bought, due })),
    );
  }
  const bought = await Promise.all(buying);
  const isAccepted = ({ outcome }: Bought) => outcome === 'confirmed' || outcome === 'rejected' || outcome === 'unseen';
  const refused = bought.filter((each) => !isAccepted(each));
  const lastRefused = refused.at(-1);
  const after = bought.filter(({ due }) => due > (lastRefused?.due ?? -1));
  return {
    killed,
    readyAfter: await ready,
    refusedUntil: lastRefused ? lastRefused.due + lastRefused.answeredAfter : 0,
    acceptedAfter: Math.min(...after.map(({ due, answeredAfter }) => due + answeredAfter)),
    confirmedAfter: Math.min(...bought.filter(({ outcome }) => outcome === 'confirmed').map(({ due, seenAfter }) => due + seenAfter)),
    lost: bought.filter(({ outcome }) => outcome === 'unseen').length,
  };
}

const broken = (error: unknown): Bought => ({
  ...{ orderId: '' as Bought['orderId'], outcome: 'refused', said: String(error) },
  ...{ answeredAfter: 0, seenAfter: Number.NaN },
});

async function readyAgain(killed: string, shop: ShopToMeasure) {
  const now = async () => (await shop.processes()).find(({ instance }: ProcessStatus) => instance === killed);
  const before = await now();
  for (;;) {
    const found = await now();
    if (found?.state === 'ready' && (before?.state !== 'ready' || found.pid !== before.pid)) return;
    await wait(20);
  }
}

function findings(recoveries: readonly Recovery[]): Findings {
  const rows = [...Map.groupBy(recoveries, ({ killed }) => killed)].map(([killed, all]) => {
    const of = (name: 'readyAfter' | 'refusedUntil' | 'acceptedAfter' | 'confirmedAfter') => spreadOf(all.map((each) => each[name]));
    const said = (name: Parameters<typeof of>[0]) => `${ms(of(name).median)} (${ms(of(name).least)} to ${ms(of(name).most)})`;
    return {
      row: { killed, ready: said('readyAfter'), accepted: said('acceptedAfter'), confirmed: said('confirmedAfter') },
      verdict: {
        figure: `${killed} killed: an order is confirmed again after`,
        measured: `${said('confirmedAfter')}, ${all.reduce((sum, { lost }) => sum + lost, 0)} orders lost`,
        target: `≤ ${TARGET} ms, 0 lost`,
        kept: of('confirmedAfter').median <= TARGET && all.every(({ lost }) => lost === 0),
      },
    };
  });
  return {
    name: 'recovery',
    method: `killed as by a crash while an order is made every ${PAUSE} ms; milliseconds from the kill`,
    table: rows.map(({ row }) => row),
    verdicts: rows.map(({ verdict }) => verdict),
    figures: recoveries,
  };
}
