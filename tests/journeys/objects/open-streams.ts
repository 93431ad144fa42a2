import type { BrowserContext, Page, Request } from '@playwright/test';

/** The connections of a browser on which it hears live events, as they begin and end. */
export function openStreams(context: BrowserContext) {
  const open = new Set<Request>();
  const end = (request: Request) => open.delete(request);
  context.on('request', (request) => new URL(request.url()).pathname === '/events' && open.add(request));
  context.on('requestfinished', end);
  context.on('requestfailed', end);
  const holders = (): Page[] => [...open].map((request) => request.frame().page()).filter((page) => !page.isClosed());
  return { count: () => holders().length, holders };
}
