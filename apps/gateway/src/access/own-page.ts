import type { FastifyRequest } from 'fastify';
import { problem, ProblemError } from '@jogakbo/contract';

/**
 * Refuses a command that a page of somebody else has made a browser send, with the visitor's cookies.
 *
 * @remarks Browsers say where it comes from and let no page change that; who says nothing is no browser, and has no
 * cookies but its own.
 */
export function assertFromOwnPage({ headers }: Pick<FastifyRequest, 'headers'>): void {
  if (!isFromOwnPage(headers)) throw new ProblemError(problem('forbidden', 'This was sent by a page that is not of this shop.'));
}

function isFromOwnPage({ 'sec-fetch-site': site, origin, host }: FastifyRequest['headers']): boolean {
  if (site !== undefined) return site === 'same-origin';
  return origin === undefined || URL.parse(origin)?.host === host;
}
