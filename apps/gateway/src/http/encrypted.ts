import type { FastifyRequest } from 'fastify';
import { isEncrypted } from './own-address.ts';

/** What a browser keeps for this host alone, and gives over encrypted connections alone: no other host can set it (RFC 6265bis). */
const HOST_ONLY = '__Host-';
/** The own identity provider sets these at paths of its own, where that prefix is not allowed; they are signed. */
const OF_PROVIDER = /^jogakbo_(identity|interaction|resume)\b/;

const encrypted = new WeakSet<FastifyRequest['raw']>();

/** Whether a visitor's browser has an encrypted connection to the shop, also where something before the gateway ends it. */
export const isOverHttps = ({ raw }: Pick<FastifyRequest, 'raw'>): boolean => encrypted.has(raw);

/** Notes how a request came, and leaves of its cookies those that this shop has set over such a connection, by their plain names. */
export function receive(request: FastifyRequest, publicUrl: string | undefined) {
  if (isEncrypted(publicUrl ?? `${request.protocol}:`)) encrypted.add(request.raw);
  const { headers } = request.raw;
  const cookies = headers.cookie && plainCookies(headers.cookie, isOverHttps(request));
  if (cookies) headers.cookie = cookies;
  else delete headers.cookie;
}

/** A cookie's name as a browser is told it. */
export const cookieName = (name: string, isSecure: boolean): string => (isSecure ? HOST_ONLY + name : name);

export function plainCookies(text: string, isSecure: boolean): string {
  const cookies = text.split(';').map((cookie) => cookie.trim());
  const ours = isSecure
    ? cookies.flatMap((cookie) =>
        cookie.startsWith(HOST_ONLY) ? [cookie.slice(HOST_ONLY.length)] : OF_PROVIDER.test(cookie) ? [cookie] : [],
      )
    : cookies.filter((cookie) => !cookie.startsWith('__'));
  return ours.join('; ');
}
