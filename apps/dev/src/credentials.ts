import { randomBytes } from 'node:crypto';
import { readStored, writeStored } from './stored.ts';

/** Passwords and tokens, made up once per state folder and kept in a file only its owner can read. */
export class Credentials {
  readonly #file: string;
  readonly #secrets: Record<string, string>;

  constructor(file: string) {
    this.#file = file;
    this.#secrets = readStored(file) ?? {};
  }

  /** The secret of this name, made up when first asked for. */
  of(name: SecretName): string {
    const known = this.#secrets[name];
    if (known) return known;
    const made = randomBytes(24).toString('base64url');
    this.#secrets[name] = made;
    writeStored(this.#file, this.#secrets);
    return made;
  }
}

/** What a secret is for: a NATS user, a PostgreSQL role, a bearer token, or the seal of sessions. */
export type SecretName = `nats:${string}` | `postgres:${string}` | 'staff-token' | 'vertical-token' | 'control-token' | 'session-secret';
