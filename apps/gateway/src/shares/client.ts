import { isIPv6 } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { readCookies } from '@jogakbo/protocol';

/** Whoever asks: from where, and which visitor where its browser says so. */
export interface Client {
  readonly address: string;
  readonly visitor: string | undefined;
}

/** What tells clients apart. */
export type Shown = Pick<FastifyRequest, 'headers' | 'ip'>;

/** As much of a cookie as tells visitors apart. */
const ENOUGH = 100;

/** The client of a request; `identifying` are the cookies by which verticals know their visitors. */
export function clientOf({ headers, ip }: Shown, identifying: ReadonlySet<string>): Client {
  const cookies = identifying.size > 0 ? readCookies(headers.cookie) : undefined;
  const name = cookies && [...identifying].find((candidate) => cookies.get(candidate));
  return { address: neighbourhood(ip), visitor: name && `${name}=${cookies.get(name)!.slice(0, ENOUGH)}` };
}

/** An address, or the network that it is in: one customer of a network has 2⁶⁴ addresses of version 6. */
export function neighbourhood(address: string): string {
  if (!isIPv6(address) || address.startsWith('::')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head.split(':');
  const missing = tail === undefined ? 0 : 8 - groups.length - tail.split(':').length;
  return [...groups, ...Array.from({ length: missing }, () => '0'), ...(tail?.split(':') ?? [])].slice(0, 4).join(':');
}
