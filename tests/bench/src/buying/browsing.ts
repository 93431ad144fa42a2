import { setTimeout as wait } from 'node:timers/promises';
import { type Arrivals, latencies } from '../gateway/load.ts';
import { productPath } from '../page/product-path.ts';
import type { ShopToMeasure } from '../shop.ts';
import type { HttpClient } from './http-client.ts';

const LOOKERS = { rate: 20, seconds: 10 };
/** Milliseconds until what has changed in a process is known everywhere. */
const SETTLED = 1000;

/** How browsing goes on while a vertical is as it is. */
export interface Browsing {
  readonly took: number[];
  /** Pages that did not come, or came with a gap. */
  readonly errors: string[];
}

/** People who look around and buy nothing: home, a category, a product, the stores, the basket. */
export async function browse(client: HttpClient, paths: readonly string[], arrivals: Arrivals = LOOKERS): Promise<Browsing> {
  const errors: string[] = [];
  let nth = 0;
  const open = async () => {
    const path = paths[(nth += 1) % paths.length]!;
    const wrong = await client.ask(path).then(({ status, body }) => wrongIn(status, body), String);
    if (wrong) errors.push(`${path}: ${wrong}`);
  };
  return { took: await latencies(open, arrivals), errors };
}

function wrongIn(status: number, body: string): string | undefined {
  if (status !== 200) return String(status);
  const gap = /data-gap="(\w+)"/.exec(body)?.[1];
  return gap && `a gap, ${gap}`;
}

export const pathsOf = async (address: string): Promise<string[]> => [
  '/',
  '/products',
  await productPath(address),
  '/stores',
  '/checkout/cart',
];

const states = { 'as always': undefined, stopped: ['stop', 'start'], frozen: ['pause', 'resume'] } as const;
export type PaymentState = keyof typeof states;

/** Browses while payment is as always, is stopped, and does not answer at all, one after the other. */
export async function browseWithoutPayment(
  shop: ShopToMeasure,
  client: HttpClient,
  rounds: number,
): Promise<Record<PaymentState, Browsing[]>> {
  const paths = await pathsOf(shop.address);
  const found: Record<PaymentState, Browsing[]> = { 'as always': [], stopped: [], frozen: [] };
  await browse(client, paths);
  for (let round = 0; round < rounds; round += 1) {
    for (const [state, verbs] of Object.entries(states) as [PaymentState, (typeof states)[PaymentState]][]) {
      const instance = (await shop.processes()).find(({ unit }) => unit === 'payment')!.instance;
      if (verbs) await shop.control('POST', `/processes/${instance}/${verbs[0]}`);
      await wait(SETTLED);
      found[state].push(await browse(client, paths));
      if (verbs) await shop.control('POST', `/processes/${instance}/${verbs[1]}`);
      await untilReady(shop, instance);
    }
  }
  return found;
}

async function untilReady(shop: ShopToMeasure, wanted: string) {
  while ((await shop.processes()).find(({ instance }) => instance === wanted)?.state !== 'ready') await wait(200);
  await wait(SETTLED);
}
