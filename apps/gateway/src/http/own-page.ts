import type { FastifyRequest } from 'fastify';
import { problem, ProblemError } from '@jogakbo/contract';

/** What says where a request comes from, and which host it was sent to: by the word of a proxy that is trusted, if there is one. */
type Received = Pick<FastifyRequest, 'headers' | 'host'>;

/**
 * Refuses a command that a page of somebody else has made a browser send, with the visitor's cookies.
 *
 * @remarks Browsers say where it comes from and let no page change that; who says nothing is no browser, and has no
 * cookies but its own.
 */
export function assertFromOwnPage({ headers, host }: Received): void {
  if (!isFromOwnPage(headers, host)) throw new ProblemError(problem('forbidden', 'This was sent by a page that is not of this shop.'));
}

/**
 * Whether a page of somebody else makes a visitor's browser ask for something, other than by leading the visitor there.
 *
 * @remarks Nothing here is for other sites' pages to load: not in a frame, and not as a picture or by a script whose answer they
 * couldn't read, but which would cost as much.
 */
export function isForOtherPage({ headers, host }: Received): boolean {
  const { 'sec-fetch-site': site, 'sec-fetch-mode': mode, 'sec-fetch-dest': destination = 'document' } = headers;
  if (site === undefined) return !isFromOwnPage(headers, host);
  return site !== 'same-origin' && site !== 'none' && !(mode === 'navigate' && destination === 'document');
}

function isFromOwnPage({ 'sec-fetch-site': site, origin }: FastifyRequest['headers'], host: string): boolean {
  if (site !== undefined) return site === 'same-origin';
  return origin === undefined || URL.parse(origin)?.host === host;
}
