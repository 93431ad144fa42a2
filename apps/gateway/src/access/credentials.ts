import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { problem, ProblemError, type Role } from '@jogakbo/contract';
import type { Session, Sessions } from './session.ts';

/** Who asks: by name where somebody has signed in. */
export interface Caller extends Partial<Pick<Session, 'sub' | 'name'>> {
  readonly roles: readonly Role[];
  /** Whether it is a process of the shop itself that asks. */
  readonly isOwn?: boolean;
}
/** What a caller shows. */
type Shown = Pick<FastifyRequest, 'headers'>;

const NOBODY: Caller = { roles: [] };
const VERTICAL: Caller = { roles: [], isOwn: true };
const digest = (text: string) => createHash('sha256').update(text).digest();

/** Says who a caller is by what it shows: a bearer token, or else the session of a browser. */
export class Credentials {
  private readonly byToken: readonly (readonly [Buffer, Caller])[];
  private readonly known = new WeakMap<Shown, Promise<Caller>>();

  constructor(
    { STAFF_TOKEN = [], VERTICAL_TOKEN = [] }: { readonly STAFF_TOKEN?: readonly string[]; readonly VERTICAL_TOKEN?: readonly string[] },
    private readonly sessions?: Sessions,
  ) {
    const known = [[STAFF_TOKEN, { roles: ['staff'] }] as const, [VERTICAL_TOKEN, VERTICAL] as const];
    this.byToken = known.flatMap(([tokens, caller]) => tokens.map((token) => [digest(token), caller] as const));
  }

  callerOf(request: Shown): Promise<Caller> {
    const known = this.known.get(request) ?? this.read(request);
    this.known.set(request, known);
    return known;
  }

  /** The roles of a caller; nobody has one without a valid token or session. */
  async rolesOf(request: Shown): Promise<readonly Role[]> {
    return (await this.callerOf(request)).roles;
  }

  private async read({ headers: { authorization, cookie } }: Shown): Promise<Caller> {
    // What stands before the shop may have credentials of another kind, which say nothing here.
    const token = /^Bearer\b *(\S*)$/i.exec(authorization ?? '')?.[1];
    if (token !== undefined) return this.ofToken(token);
    return (await this.sessions?.of(cookie)) ?? NOBODY;
  }

  /** Takes as long for a near miss as for a far one. */
  private ofToken(token: string): Caller {
    const shown = digest(token);
    return this.byToken.find(([known]) => timingSafeEqual(shown, known))?.[1] ?? NOBODY;
  }
}

/** Lets a caller pass who has one of the roles that a message needs; none needed means everybody. */
export function assertMay(needed: readonly string[], { roles, sub }: Caller) {
  if (needed.length === 0 || needed.some((role) => (roles as readonly string[]).includes(role))) return;
  const detail = `This needs the role ${needed.join(' or ')}.`;
  throw new ProblemError(roles.length === 0 && sub === undefined ? problem('unauthenticated', detail) : problem('forbidden', detail));
}
