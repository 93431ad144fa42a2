import type { FastifyRequest } from 'fastify';
import { problem, ProblemError } from '@jogakbo/contract';

/** The parts of a request that say which address was asked: by the word of a proxy that is trusted, if there is one. */
type Asked = Pick<FastifyRequest, 'host' | 'protocol'>;

/** Where a visitor's browser finds this shop, without a path: PUBLIC_URL, else the host that the browser asked. */
export function ownAddress({ host, protocol }: Asked, publicUrl: string | undefined): string {
  if (publicUrl !== undefined) return publicUrl;
  const address = URL.parse(`${protocol === 'https' ? 'https' : 'http'}://${host ?? ''}`);
  if (!address || /[/?#@\\\s]/.test(host)) throw new ProblemError(problem('invalid-message', 'The request names no host.'));
  return address.origin;
}

export const isEncrypted = (address: string): boolean => address.startsWith('https:');

/** Whether an address is of this machine: what goes there is seen by nobody else. */
export const isLoopback = (address: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(URL.parse(address)?.hostname ?? '');
