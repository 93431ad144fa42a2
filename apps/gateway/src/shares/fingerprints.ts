import { createHmac, randomBytes } from 'node:crypto';

const DAY_MS = 86_400_000;
const SALT_BYTES = 32;

/**
 * Names clients so that others can tell them apart, and cannot tell who they are.
 *
 * @remarks There are few enough addresses to try them all, so the hash needs a salt that nobody else has. It is kept in memory alone and
 * replaced every day (UTC): a fingerprint that was written down says nothing from then on, not even here.
 */
export class Fingerprints {
  private day = Number.NaN;
  private salt = randomBytes(SALT_BYTES);

  constructor(private readonly now: () => number = Date.now) {}

  of(address: string): string {
    const today = Math.floor(this.now() / DAY_MS);
    if (today !== this.day) [this.day, this.salt] = [today, randomBytes(SALT_BYTES)];
    return createHmac('sha256', this.salt).update(address).digest('base64url');
  }
}
