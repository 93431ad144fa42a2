import { createHash, timingSafeEqual } from 'node:crypto';
import { problem, ProblemError, type Role } from '@jogakbo/contract';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Says who a caller is by what it shows; the comparison takes as long for a near miss as for a far one. */
export class Credentials {
  private readonly staff: Buffer | undefined;
  constructor(staffToken: string | undefined) {
    this.staff = staffToken === undefined ? undefined : digest(staffToken);
  }

  /** The roles of a caller with this `authorization` header; nobody has one without a valid token. */
  rolesOf(authorization: string | undefined): readonly Role[] {
    const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    return token !== undefined && this.staff && timingSafeEqual(digest(token), this.staff) ? ['staff'] : [];
  }
}

/** Lets a caller pass who has one of the roles that a message needs; none needed means everybody. */
export function assertMay(needed: readonly string[], held: readonly string[]) {
  if (needed.length === 0 || needed.some((role) => held.includes(role))) return;
  const detail = `This needs the role ${needed.join(' or ')}.`;
  throw new ProblemError(held.length === 0 ? problem('unauthenticated', detail) : problem('forbidden', detail));
}
