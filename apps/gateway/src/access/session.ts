import { randomUUID } from 'node:crypto';
import { readCookies } from '@jogakbo/protocol';
import { z } from 'zod';
import { cookieName } from '../http/encrypted.ts';
import { SESSION_SECONDS } from '../settings.ts';
import type { Ended } from './ended-sessions.ts';
import { Sealed } from './sealed.ts';

/** The roles that somebody can have by signing in: what a provider says beyond them means nothing here. */
const Session = z.object({ sub: z.string(), name: z.string(), roles: z.array(z.enum(['staff'])) });
/** Who has signed in. */
export type Session = z.infer<typeof Session>;

const NAME = 'jogakbo_session';
/** A session as it is sealed: by its id it can be ended. */
const Begun = Session.extend({ id: z.uuid() });
type Begun = z.infer<typeof Begun>;

/**
 * The cookie that says who has signed in: sealed, so that a restarted gateway still knows it. Only what was ended is kept, so that no
 * copy of the cookie outlives that.
 */
export class Sessions {
  private readonly sealed: Sealed<Begun>;
  constructor(
    secrets: readonly string[],
    private readonly ended: Ended,
  ) {
    this.sealed = new Sealed(secrets, { name: 'session', keptFor: SESSION_SECONDS, schema: Begun });
  }

  /** @throws ProblemError `unavailable` when nobody can say whether the session was ended. */
  async of(cookies: string | undefined): Promise<Session | undefined> {
    const begun = await this.opened(cookies);
    if (!begun || (await this.ended.has(begun.id))) return undefined;
    const { id: _, ...session } = begun;
    return session;
  }

  /** Ends the session of these cookies, wherever else they are. */
  async end(cookies: string | undefined): Promise<void> {
    const begun = await this.opened(cookies);
    if (begun) await this.ended.add(begun.id);
  }

  private opened(cookies: string | undefined): Promise<Begun | undefined> {
    return this.sealed.open(readCookies(cookies).get(NAME));
  }

  async begun(session: Session, isSecure: boolean): Promise<string> {
    return ownCookie(NAME, await this.sealed.seal({ ...session, id: randomUUID() }), { keptFor: this.sealed.keptFor, isSecure });
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
