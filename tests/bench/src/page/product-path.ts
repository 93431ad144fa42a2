import { setTimeout as wait } from 'node:timers/promises';

/** Any product that the shop has; a page that lacks a block for a moment is asked for again. */
export async function productPath(address: string): Promise<string> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const list = await (await fetch(`${address}/products`)).text();
    const found = /href="(\/product\/[^"]+)"/.exec(list)?.[1];
    if (found) return found.replaceAll('&amp;', '&');
    await wait(250);
  }
  throw new Error('The shop lists no product.');
}
