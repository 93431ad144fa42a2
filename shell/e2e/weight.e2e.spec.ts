import { gzipSync } from 'node:zlib';
import { expect, test } from '@jogakbo/testing/shop';
import { addresses, slots } from './objects/index.ts';

/** Kilobytes that a page's scripts may come to with gzip. Whoever needs more says in the commit what for: it is on every visitor's phone. */
const most = { home: 136, 'a product': 141 } as const;

for (const [name, kilobytes] of Object.entries(most))
  test(`the scripts of a page come to no more than what is known: ${name}`, async ({ page, visitor }) => {
    const scripts = new Map<string, Promise<Buffer>>();
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') scripts.set(response.url(), response.body());
    });
    await visitor.opens(addresses[name as keyof typeof most]);
    await slots(page).areFilledOrNothing();
    const weights = (await Promise.all(scripts.values())).map((script) => gzipSync(script, { level: 9 }).length);
    expect(weights.length).toBeLessThanOrEqual(5);
    expect(weights.reduce((sum, each) => sum + each, 0) / 1000).toBeLessThanOrEqual(kilobytes);
    expect(weights.reduce((sum, each) => sum + each, 0) / 1000).toBeGreaterThan(100);
  });
