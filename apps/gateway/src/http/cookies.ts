import type { FastifyRequest } from 'fastify';
import { readCookies, type AnnouncedMessage } from '@jogakbo/protocol';
import { cookieName, isOverHttps } from './encrypted.ts';
import { isOwnCookie } from './own-cookies.ts';

/**
 * The headers that let a visitor's browser keep what a command has set: those cookies that it announces, and no others.
 *
 * @remarks No script reads them, and no post of another site's page carries them. They are for encrypted connections alone
 * where the visitor has one: the gateway may stand behind what ends it, but a browser says where a command comes from. Where it is known
 * of every request, they are for this host alone, too.
 */
export function setCookieHeaders({ kind, cookies = [] }: AnnouncedMessage, text: string | undefined, request: FastifyRequest) {
  if (kind !== 'command' || !text) return {};
  const set = readCookies(text);
  const { headers } = request;
  const isSecure = isOverHttps(request);
  const secure = isSecure || headers.origin?.startsWith('https:') ? '; Secure' : '';
  const written = cookies
    .filter(({ name }) => set.has(name) && !isOwnCookie(name))
    .map(({ name, keptFor }) => {
      const value = set.get(name)!;
      return `${cookieName(name, isSecure)}=${value}; Path=/; Max-Age=${value === '' ? 0 : keptFor}; HttpOnly; SameSite=Lax${secure}`;
    });
  return { 'set-cookie': written };
}
