import type { FastifyRequest } from 'fastify';
import { problem, ProblemError } from '@jogakbo/contract';

/** Where a visitor's browser finds this shop, without a path: PUBLIC_URL, else the host that the browser asked. */
export function ownAddress({ headers }: Pick<FastifyRequest, 'headers'>, publicUrl: string | undefined): string {
  if (publicUrl !== undefined) return publicUrl;
  const address = URL.parse(`http://${headers.host ?? ''}`);
  if (!address || /[/?#@\\\s]/.test(headers.host!)) throw new ProblemError(problem('invalid-message', 'The request names no host.'));
  return address.origin;
}

export const isEncrypted = (address: string): boolean => address.startsWith('https:');

/** Whether an address is of this machine: what goes there is seen by nobody else. */
export const isLoopback = (address: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(URL.parse(address)?.hostname ?? '');
