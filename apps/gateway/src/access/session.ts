import { readCookies } from '@jogakbo/contract';
import { z } from 'zod';
import { Sealed } from './sealed.ts';

/** The roles that somebody can have by signing in: what a provider says beyond them means nothing here. */
const Session = z.object({ sub: z.string(), name: z.string(), roles: z.array(z.enum(['staff'])) });
/** Who has signed in. */
export type Session = z.infer<typeof Session>;

const NAME = 'jogakbo_session';
const HOURS = 3600;

/** The cookie that says who has signed in: sealed, so that it needs no store, and a restarted gateway still knows it. */
export class Sessions {
  private readonly sealed: Sealed<Session>;
  constructor(secret: string) {
    this.sealed = new Sealed(secret, { name: 'session', keptFor: 8 * HOURS, schema: Session });
  }

  of(cookies: string | undefined): Promise<Session | undefined> {
    return this.sealed.open(readCookies(cookies).get(NAME));
  }

  async begun(session: Session, isSecure: boolean): Promise<string> {
    return ownCookie(NAME, await this.sealed.seal(session), { keptFor: this.sealed.keptFor, isSecure });
  }
}

/** The header that lets a browser forget who has signed in. */
export const sessionEnded = (isSecure: boolean): string => ownCookie(NAME, '', { keptFor: 0, isSecure });

interface Kept {
  readonly path?: string;
  /** Seconds. */
  readonly keptFor: number;
  readonly isSecure: boolean;
}

/** A cookie of the gateway's own, as a header: no script reads it, and no post of another site's page carries it. */
export const ownCookie = (name: string, value: string, { path = '/', keptFor, isSecure }: Kept): string =>
  `${name}=${value}; Path=${path}; Max-Age=${keptFor}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;

/** Whether a cookie is the gateway's, whoever else may claim its name. */
export const isOwnCookie = (name: string): boolean => name.startsWith('jogakbo_');

/** The visitor's cookies without the gateway's own: those are nobody else's. */
export function othersCookies(cookies: string | undefined): string | undefined {
  const others = cookies?.split(';').filter((cookie) => !isOwnCookie(cookie.trimStart()));
  return others?.length ? others.join(';').trimStart() : undefined;
}
