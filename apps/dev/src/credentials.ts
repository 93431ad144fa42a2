import { randomBytes } from 'node:crypto';
import { newSigningKey } from '@jogakbo/gateway/identity';
import { readStored, writeStored } from './stored.ts';

/** One value of a secret. */
export interface Secret {
  readonly value: string;
  /** Counts the values that a secret has had. */
  readonly generation: number;
  /** Unknown of those from before it was kept. */
  readonly madeAt?: string;
  /** When it is to be refused, where that is settled: of one that has left, and whose users have moved on. */
  readonly endsAt?: string;
}

/** Who logs in, and how. */
export interface Login {
  readonly name: string;
  readonly password: string;
}

/** What is kept of a secret beside the value that is given out. */
interface Kept extends Omit<Secret, 'value' | 'endsAt'> {
  /** Is accepted, and given to nobody yet. */
  readonly coming?: Secret;
  /** Are accepted still, and given to nobody any more. */
  readonly leaving?: readonly Secret[];
}

/** What a secret is for: a NATS user, a PostgreSQL role, a bearer token, the seal of sessions, or what the own identity provider signs with. */
export type SecretName =
  | `nats:${string}`
  | `postgres:${string}`
  | 'staff-token'
  | 'vertical-token'
  | 'control-token'
  | 'session-secret'
  | 'identity-cookie-key'
  | 'identity-signing-key';

/** Which secrets there are, by what names them. */
const ROTATION = 'rotation';
const FIRST: Kept = { generation: 1 };

/**
 * Passwords, tokens and keys, made up once per state folder and kept in a file only its owner can read.
 *
 * @remarks Each may be rotated, in three steps of which each is written at once for all that are rotated together: a new value is
 * accepted (`prepare`), then given out instead of the old one, which is still accepted (`give`), and then the old one is refused
 * (`settle`, `end`). Whoever accepts secrets derives what it accepts from here, so the shop works at every step, also after a crash.
 */
export class Credentials {
  readonly #file: string;
  readonly #values: Record<string, string>;
  readonly #kept: Record<string, Kept>;

  constructor(file: string) {
    this.#file = file;
    const { [ROTATION]: kept = {}, ...values } = readStored<Record<string, never>>(file) ?? {};
    this.#values = values;
    this.#kept = kept;
  }

  /** The value of this secret that is given out, made up when first asked for. */
  of(name: SecretName): string {
    return this.given(name).value;
  }

  /** What is given out of it. */
  given(name: SecretName): Secret {
    const value = this.#values[name];
    if (value === undefined) return this.adopt(name, made(name));
    const { generation, madeAt } = this.#kept[name] ?? FIRST;
    return { value, generation, ...(madeAt !== undefined && { madeAt }) };
  }

  /** All values that are good: the one that is given out, one that will be, and those that were. */
  accepted(name: SecretName): readonly [Secret, ...Secret[]] {
    const given = this.given(name);
    const { coming, leaving = [] } = this.#kept[name] ?? FIRST;
    return [given, ...(coming ? [coming] : []), ...leaving];
  }

  /** How somebody may log in to a server: first as is given out, then in any other way that is good. */
  logins(server: 'nats' | 'postgres', user: string): readonly [Login, ...Login[]] {
    const loginOf = ({ value, generation }: Secret): Login => ({
      name: generation === 1 ? user : `${user}_${generation}`,
      password: value,
    });
    const [given, ...others] = this.accepted(`${server}:${user}`);
    return [loginOf(given), ...others.map(loginOf)];
  }

  /** The secrets that there are so far. */
  get names(): SecretName[] {
    return Object.keys(this.#values) as SecretName[];
  }

  /** Takes a value that was made elsewhere, unless there is one. */
  adopt(name: SecretName, value: string): Secret {
    if (this.#values[name] === undefined) {
      this.#values[name] = value;
      this.#kept[name] = { ...FIRST, madeAt: now() };
      this.#write();
    }
    return this.given(name);
  }

  /** Whether a rotation of it was begun and is not at its end. */
  isUnderWay(name: SecretName): boolean {
    const { coming, leaving = [] } = this.#kept[name] ?? FIRST;
    return coming !== undefined || leaving.some(({ endsAt }) => endsAt === undefined);
  }

  /** Makes a new value of each that is accepted from now on; what is under way goes on with the one that it has. */
  prepare(names: readonly SecretName[]): void {
    this.#change(names, (name, kept) => {
      if (this.isUnderWay(name)) return kept;
      return { ...kept, coming: { value: made(name), generation: kept.generation + 1, madeAt: now() } };
    });
  }

  /** Gives out what has been prepared. */
  give(names: readonly SecretName[]): void {
    this.#change(names, (name, { coming, leaving = [], ...kept }) => {
      if (!coming) return { ...kept, leaving };
      const { value, ...given } = coming;
      const left = this.given(name);
      this.#values[name] = value;
      return { ...given, leaving: [left, ...leaving] };
    });
  }

  /** States when the values that have left are refused; where none is stated, that is now. */
  settle(names: readonly SecretName[], graceOf: (name: SecretName) => number): void {
    this.#change(names, (name, { leaving = [], ...kept }) => ({
      ...kept,
      leaving: leaving.map((secret) => ({ ...secret, endsAt: secret.endsAt ?? now(graceOf(name)) })),
    }));
  }

  /** Refuses those values whose time is over, or all that have left; answers of which secrets. */
  end(names: readonly SecretName[] = this.names, all = false): SecretName[] {
    const isOver = ({ endsAt }: Secret) => all || (endsAt !== undefined && endsAt <= now());
    const ending = names.filter((name) => this.#kept[name]?.leaving?.some(isOver));
    this.#change(ending, (_, { leaving = [], ...kept }) => ({ ...kept, leaving: leaving.filter((secret) => !isOver(secret)) }));
    return ending;
  }

  #change(names: readonly SecretName[], change: (name: SecretName, kept: Kept) => Kept): void {
    if (names.length === 0) return;
    for (const name of names) {
      this.given(name);
      this.#kept[name] = change(name, this.#kept[name] ?? FIRST);
    }
    this.#write();
  }

  #write(): void {
    writeStored(this.#file, { ...this.#values, [ROTATION]: this.#kept });
  }
}

const made = (name: SecretName): string =>
  name === 'identity-signing-key' ? JSON.stringify(newSigningKey()) : randomBytes(24).toString('base64url');

const now = (after = 0) => new Date(Date.now() + after).toISOString();
