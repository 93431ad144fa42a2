import { setTimeout as wait } from 'node:timers/promises';
import type { Bought, Buyers } from './buyers.ts';

/** Milliseconds between two looks at an order: the finer, the more of the machine is spent on looking. */
const LOOK = { alone: 5, many: 500 } as const;

/** Orders one after the other, in a shop where nothing else happens. */
export async function buyAlone(buyers: Buyers, count: number): Promise<Bought[]> {
  const bought: Bought[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    bought.push(await buyers.buy(performance.now(), LOOK.alone));
    await wait(50);
  }
  return bought;
}

/** Orders that come at a rate, whatever becomes of the earlier ones; resolves when the last one is known. */
export async function buyAtRate(buyers: Buyers, rate: number, seconds: number): Promise<{ bought: Bought[]; took: number }> {
  const begun = performance.now();
  const bought: Promise<Bought>[] = [];
  for (let nth = 0; nth < rate * seconds;) {
    const due = begun + (nth * 1000) / rate;
    if (performance.now() < due) {
      await wait(1);
      continue;
    }
    bought.push(buyers.buy(due, LOOK.many).catch(broken(due)));
    nth += 1;
  }
  return { bought: await Promise.all(bought), took: performance.now() - begun };
}

const broken =
  (due: number) =>
  (error: unknown): Bought => ({
    ...{ orderId: '' as Bought['orderId'], outcome: 'refused', said: String(error) },
    ...{ answeredAfter: performance.now() - due, seenAfter: Number.NaN },
  });
