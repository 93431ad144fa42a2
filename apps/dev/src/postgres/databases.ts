import pg from 'pg';
import type { Login } from '../credentials.ts';
import { Problem } from '../problem.ts';

const name = pg.escapeIdentifier;
const text = pg.escapeLiteral;

/** The role of who administers a server that is ours, and its database. */
const ADMIN = 'postgres';

/** What marks a role or a database as made here, in the server's own comments. */
const MADE_HERE = 'made for the shop by npm start';

/** A server, how it is administered, and whether it serves nothing but the shop. */
export interface DatabaseServer {
  /** As it is now: the administrator's login is rotated, too. */
  adminUrl: () => string;
  /** How a role may log in: first as it is given out. While one password takes the place of another, there are several ways. */
  loginsOf: (role: string) => readonly [Login, ...Login[]];
  isOurs: boolean;
}

/**
 * Gives each vertical a database of its own that no other vertical can enter; doing it again changes nothing.
 *
 * @remarks On a server that isn't ours, a role or a database that was not made here is refused with a Problem, and what
 * came with the server keeps its rights.
 */
export class Databases {
  readonly #adminUrl: () => string;
  readonly #loginsOf: DatabaseServer['loginsOf'];
  readonly #isOurs: boolean;

  constructor({ adminUrl, loginsOf, isOurs }: DatabaseServer) {
    this.#adminUrl = adminUrl;
    this.#loginsOf = loginsOf;
    this.#isOurs = isOurs;
  }

  /** The connection string for a vertical's process. */
  urlOf(vertical: string): string {
    const url = new URL(this.#adminUrl());
    const [{ name: login, password }] = this.#loginsOf(vertical);
    url.username = login;
    url.password = password;
    url.pathname = `/${vertical}`;
    return url.href;
  }

  /** Makes what is missing for these verticals; of others that have a database, their logins are brought to what is accepted now. */
  async provide(verticals: string[], others: readonly string[] = []): Promise<void> {
    await this.#as(this.#isOurs ? ADMIN : undefined, async (admin) => {
      if (this.#isOurs) await this.#provideLogins(admin, ADMIN, 'SUPERUSER');
      // Without this, every login could look around in the databases that come with the server.
      if (this.#isOurs) await admin.query('REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC');
      for (const vertical of verticals) await this.#provideDatabase(admin, vertical);
      for (const vertical of others) if (await this.#isMade(admin, 'DATABASE', vertical)) await this.#provideLogins(admin, vertical);
    });
    for (const vertical of verticals) await this.#as(vertical, (admin) => this.#provideSchema(admin, vertical));
  }

  /** Breaks the connections of a process, as a network would; it may make them anew. */
  async cut(instance: string): Promise<void> {
    await this.#as(this.#isOurs ? ADMIN : undefined, (admin) =>
      admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1', [instance]),
    );
  }

  async #provideDatabase(admin: pg.Client, vertical: string): Promise<void> {
    const owner = ownerOf(vertical);
    for (const role of [owner, vertical]) await this.#make(admin, 'ROLE', role, 'NOLOGIN');
    await this.#make(admin, 'DATABASE', vertical, `OWNER ${name(owner)}`);
    await admin.query(`REVOKE ALL ON DATABASE ${name(vertical)} FROM PUBLIC`);
    await admin.query(`GRANT CONNECT, TEMPORARY ON DATABASE ${name(vertical)} TO ${name(vertical)}`);
    await this.#provideLogins(admin, vertical);
  }

  /**
   * Lets a role log in in these ways and in no other; whoever is in by another one is put out.
   *
   * @remarks A role has one password. So each new one is a login of its own, which acts as the role: what it makes is the role's.
   */
  async #provideLogins(admin: pg.Client, role: string, rank: Rank = 'NOSUPERUSER NOCREATEDB NOCREATEROLE'): Promise<void> {
    const wanted = this.#loginsOf(role);
    for (const { name: login, password } of wanted) {
      const settings = [...(login === role ? [] : [`role = ${text(role)}`]), ...(role === ADMIN ? [] : [`search_path = ${name(role)}`])];
      if (login !== role) {
        await this.#make(admin, 'ROLE', login, 'NOLOGIN');
        await admin.query(`GRANT ${name(role)} TO ${name(login)}`);
      }
      const where = role === ADMIN ? '' : `IN DATABASE ${name(role)}`;
      for (const setting of settings) await admin.query(`ALTER ROLE ${name(login)} ${where} SET ${setting}`);
      await admin.query(`ALTER ROLE ${name(login)} LOGIN ${rank} PASSWORD ${text(password)}`);
    }
    const { rows } = await admin.query<{ login: string }>(LOGINS, [role, MADE_HERE]);
    for (const { login } of rows) if (wanted.every((each) => each.name !== login)) await endLogin(admin, login, role);
  }

  async #make(admin: pg.Client, kind: Kind, called: string, how: string): Promise<void> {
    const rows = await commentsOn(admin, kind, called);
    const comment = `COMMENT ON ${kind} ${name(called)} IS ${text(MADE_HERE)}`;
    if (rows[0]?.comment === MADE_HERE) return;
    if (rows[0] && !this.#isOurs)
      throw new Problem(
        `POSTGRES_URL: the server has a ${kind.toLowerCase()} ${called} that was not made for this shop`,
        `let POSTGRES_URL name another server; or, if nobody needs it: DROP ${kind} ${name(called)}; or, if it is the shop's after all: ${comment}`,
      );
    if (!rows[0]) await admin.query(`CREATE ${kind} ${name(called)} ${how}`);
    await admin.query(comment);
  }

  async #isMade(admin: pg.Client, kind: Kind, called: string): Promise<boolean> {
    return (await commentsOn(admin, kind, called))[0]?.comment === MADE_HERE;
  }

  async #provideSchema(admin: pg.Client, vertical: string): Promise<void> {
    await admin.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
    await admin.query(`CREATE SCHEMA IF NOT EXISTS ${name(vertical)} AUTHORIZATION ${name(ownerOf(vertical))}`);
    await admin.query(`GRANT USAGE, CREATE ON SCHEMA ${name(vertical)} TO ${name(vertical)}`);
  }

  /** Works in a database, or in the one that the administrator's address names. */
  async #as<T>(database: string | undefined, work: (admin: pg.Client) => Promise<T>): Promise<T> {
    const url = new URL(this.#adminUrl());
    if (database !== undefined) url.pathname = `/${database}`;
    const admin = new pg.Client({ connectionString: url.href, connectionTimeoutMillis: 5000 });
    admin.on('error', () => {});
    await admin.connect();
    try {
      return await work(admin);
    } finally {
      await admin.end();
    }
  }
}

const ownerOf = (vertical: string) => `${vertical}_owner`;

type Kind = 'ROLE' | 'DATABASE';
type Rank = 'SUPERUSER' | 'NOSUPERUSER NOCREATEDB NOCREATEROLE';

async function commentsOn(admin: pg.Client, kind: Kind, called: string): Promise<{ comment: string | null }[]> {
  return (await admin.query<{ comment: string | null }>(COMMENTS[kind], [called])).rows;
}

/** Nobody comes in by it any more, and whoever has is put out. What the role itself has stays. */
async function endLogin(admin: pg.Client, login: string, role: string): Promise<void> {
  await admin.query(`ALTER ROLE ${name(login)} NOLOGIN PASSWORD NULL`);
  await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1', [login]);
  if (login !== role) await admin.query(`DROP ROLE ${name(login)}`);
}

/** By which somebody can log in as a role: itself, and those that were made here to act as it. */
const LOGINS = `
  SELECT rolname AS login FROM pg_roles WHERE rolcanlogin AND (
    rolname = $1 OR shobj_description(oid, 'pg_authid') = $2 AND oid IN (
      SELECT member FROM pg_auth_members JOIN pg_roles AS acted ON acted.oid = roleid WHERE acted.rolname = $1))`;

const COMMENTS: Record<Kind, string> = {
  ROLE: "SELECT shobj_description(oid, 'pg_authid') AS comment FROM pg_roles WHERE rolname = $1",
  DATABASE: "SELECT shobj_description(oid, 'pg_database') AS comment FROM pg_database WHERE datname = $1",
};
