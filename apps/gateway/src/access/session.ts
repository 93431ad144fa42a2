import { randomUUID } from 'node:crypto';
import { readCookies } from '@jogakbo/protocol';
import { z } from 'zod';
import { ownCookie } from '../http/own-cookies.ts';
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
