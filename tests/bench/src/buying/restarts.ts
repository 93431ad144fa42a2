import { setTimeout as wait } from 'node:timers/promises';
import { latencies } from '../gateway/load.ts';
import type { ShopToMeasure } from '../shop.ts';
import type { Bought, Buyers } from './buyers.ts';
import { pathsOf } from './browsing.ts';
import type { HttpClient } from './http-client.ts';

const RATE = 100;
/** Of a hundred requests: so many pages, so many orders; the rest are questions. */
const PAGES = 10;
const ORDERS = 5;
const LOOK = 250;
/** Seconds after which it is given up. */
const LONGEST = 600;
const questions = ['/api/explore/ListStores', '/api/checkout/GetCart', '/api/payment/ListPaymentMethods', '/api/explore/ListProducts'];

/** What came of the requests while all verticals were started anew, one after the other. */
export interface Restarted {
  readonly verticals: readonly string[];
  readonly seconds: number;
  readonly requests: number;
  readonly took: number[];
  readonly failed: string[];
  readonly orders: Bought[];
}

/** Starts every vertical anew, one after the other, under a hundred requests a second. */
export async function restartAll(shop: ShopToMeasure, client: HttpClient, buyers: Buyers): Promise<Restarted> {
  const verticals = [...new Set((await shop.processes()).map(({ unit }) => unit))].filter((unit) => !others.has(unit));
  const paths = await pathsOf(shop.address);
  const failed: string[] = [];
  const orders: Promise<Bought>[] = [];
  let nth = 0;
  const note = (what: string, wrong: string) => void failed.push(`${what}: ${wrong}`);
  const request = async () => {
    const share = (nth += 1) % 100;
    if (share % (100 / ORDERS) === 0) {
      const order = buyers.buy(performance.now(), LOOK);
      orders.push(order);
      const { outcome, said = '' } = await order;
      if (outcome !== 'confirmed') note('an order', `${outcome} ${said}`);
      return;
    }
    const path = share % (100 / PAGES) === 1 ? paths[nth % paths.length]! : questions[nth % questions.length]!;
    const status = await client.ask(path).then(({ status }) => status, String);
    if (status !== 200) note(path, String(status));
  };
  const over = new AbortController();
  const begun = performance.now();
  const restarting = restartEach(shop, verticals).finally(() => over.abort());
  const took = await latencies(request, { rate: RATE, seconds: LONGEST, end: over.signal });
  await restarting;
  return { verticals, seconds: (performance.now() - begun) / 1000, requests: nth, took, failed, orders: await Promise.all(orders) };
}

const others = new Set(['nats', 'postgres', 'gateway', 'shell']);

async function restartEach(shop: ShopToMeasure, verticals: readonly string[]) {
  for (const vertical of verticals) {
    await shop.restart(vertical);
    await untilAlone(shop, vertical);
  }
}

/** Until the old process has gone. */
async function untilAlone(shop: ShopToMeasure, vertical: string) {
  while ((await shop.processes()).filter(({ unit }) => unit === vertical).length > 1) await wait(250);
}
