import { cookieName } from './encrypted.ts';

interface Kept {
  readonly path?: string;
  /** Seconds. */
  readonly keptFor: number;
  readonly isSecure: boolean;
}

/**
 * A cookie of the gateway's own, as a header: no script reads it, and no post of another site's page carries it. Over an encrypted
 * connection it is this host's alone, which goes with no path but the whole.
 */
export const ownCookie = (name: string, value: string, { path = '/', keptFor, isSecure }: Kept): string =>
  `${cookieName(name, isSecure)}=${value}; Path=${isSecure ? '/' : path}; Max-Age=${keptFor}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;

/** Whether a cookie is the gateway's, whoever else may claim its name. */
export const isOwnCookie = (name: string): boolean => name.startsWith('jogakbo_');

/** The visitor's cookies without the gateway's own: those are nobody else's. */
export function othersCookies(cookies: string | undefined): string | undefined {
  const others = cookies?.split(';').filter((cookie) => !isOwnCookie(cookie.trimStart()));
  return others?.length ? others.join(';').trimStart() : undefined;
}
