import type { Browser, CDPSession, Page } from '@playwright/test';
import { observe } from './observe.ts';

/** One visit of a page by a browser that has never been there. */
export interface Visit {
  readonly fcp: number;
  readonly lcp: number;
  readonly lcpElement: string;
  readonly shift: number;
  readonly ready: number;
  readonly gap: boolean;
  /** As sent, with headers. */
  readonly bytes: number;
  readonly requests: number;
  readonly scripts: readonly string[];
  /** What went wrong in the page, in its own words. */
  readonly complaints: readonly string[];
}

/** A network and a processor, as the browser pretends to have them. */
export interface Conditions {
  readonly latency: number;
  readonly down: number;
  readonly up: number;
  readonly slowdown: number;
}

export const SLOW_PHONE: Conditions = { latency: 150, down: 1_600_000 / 8, up: 750_000 / 8, slowdown: 4 };
/** After all blocks live and all pictures are there, time for a last paint or shift. */
const SETTLED = 1000;

/** Opens an address with an empty cache under these conditions, and waits until all of it has come to life. */
export async function visit(browser: Browser, url: string, conditions: Conditions): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
    page.on('pageerror', ({ message }) => complaints.push(message));
    const traffic = await listen(await context.newCDPSession(page), conditions);
    await page.addInitScript(observe);
    await page.goto(url, { waitUntil: 'commit', timeout: 60_000 });
    await page.waitForFunction(isWhole, undefined, { timeout: 60_000, polling: 100 });
    await page.waitForTimeout(SETTLED);
    return { ...(await read(page)), ...traffic(), complaints };
  } finally {
    await context.close();
  }
}

const isWhole = () =>
  !Number.isNaN(window.noted.ready) && [...document.images].every((image) => image.complete || image.loading === 'lazy');

const read = (page: Page) =>
  page.evaluate(() => {
    const [paint] = performance.getEntriesByName('first-contentful-paint');
    return { ...window.noted, fcp: paint?.startTime ?? Number.NaN };
  });

interface Seen {
  readonly url: string;
  readonly type: string;
  bytes: number;
}

async function listen(
  session: CDPSession,
  { latency, down, up, slowdown }: Conditions,
): Promise<() => Pick<Visit, 'bytes' | 'requests' | 'scripts'>> {
  const seen = new Map<string, Seen>();
  await session.send('Network.enable');
  session.on('Network.requestWillBeSent', ({ requestId, request, type = '' }) => seen.set(requestId, { url: request.url, type, bytes: 0 }));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const request = seen.get(requestId);
    if (request) request.bytes = encodedDataLength;
  });
  session.on('Network.eventSourceMessageReceived', ({ requestId, data }) => {
    const request = seen.get(requestId);
    if (request) request.bytes += data.length;
  });
  await session.send('Network.emulateNetworkConditions', { offline: false, latency, downloadThroughput: down, uploadThroughput: up });
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  return () => {
    const all = [...seen.values()].filter(({ url }) => url.startsWith('http'));
    return {
      bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
      requests: all.length,
      scripts: all.filter(({ type }) => type === 'Script').map(({ url }) => url),
    };
  };
}
