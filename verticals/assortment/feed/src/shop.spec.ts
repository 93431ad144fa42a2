import { afterEach, expect, it, vi } from 'vitest';
import { ExportFeed } from '@jogakbo/assortment-contract';
import { ShopApi } from './shop.ts';

const shop = new ShopApi('http://shop', 'token');
const answering = (answer: () => Promise<Response>) => vi.stubGlobal('fetch', vi.fn(answer));
afterEach(() => vi.unstubAllGlobals());

it('a shop that is not there is to be started', async () => {
  answering(() => Promise.reject(new TypeError('fetch failed')));
  await expect(shop.ask(ExportFeed, {})).rejects.toThrow('No shop answers at http://shop. Start it');
});

it('a shop that is slow is not said to be away, whether it begins to answer or not', async () => {
  const late = () => Promise.reject(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
  const slow = 'http://shop did not answer /api/assortment/ExportFeed?data=%7B%7D within 11000 ms; what was asked may still happen.';
  for (const answer of [late, () => Promise.resolve({ json: late } as unknown as Response)]) {
    answering(answer);
    await expect(shop.ask(ExportFeed, {})).rejects.toThrow(slow);
  }
});

it('a shop that refuses says why, with each error and its path', async () => {
  const problem = { type: 'urn:jogakbo:problem:rejected', title: 'Refused', status: 409, errors: [{ path: '/feed', reason: 'no' }] };
  answering(() => Promise.resolve(Response.json(problem, { status: 409 })));
  await expect(shop.ask(ExportFeed, {})).rejects.toThrow('Refused\n  /feed: no');
});
