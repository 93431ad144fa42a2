import pg from 'pg';
import { Problem } from '../problem.ts';

const name = pg.escapeIdentifier;
const text = pg.escapeLiteral;

/** What marks a role or a database as made here, in the server's own comments. */
const MADE_HERE = 'made for the shop by npm start';

/** A server, how it is administered, and whether it serves nothing but the shop. */
export interface DatabaseServer {
  adminUrl: string;
  passwordOf: (role: string) => string;
  isOurs: boolean;
}

/**
 * Gives each vertical a database of its own that no other vertical can enter; doing it again changes nothing.
 *
 * @remarks On a server that isn't ours, a role or a database that was not made here is refused with a Problem, and what
 * came with the server keeps its rights.
 */
export class Databases {
  readonly #admin: string;
  readonly #passwordOf: (role: string) => string;
  readonly #isOurs: boolean;

  constructor({ adminUrl, passwordOf, isOurs }: DatabaseServer) {
    this.#admin = adminUrl;
    this.#passwordOf = passwordOf;
    this.#isOurs = isOurs;
  }

  /** The connection string for a vertical's process. */
  urlOf(vertical: string): string {
    const url = new URL(this.#admin);
    url.username = vertical;
    url.password = this.#passwordOf(vertical);
    url.pathname = `/${vertical}`;
    return url.href;
  }

  /** Makes what is missing for these verticals. */
  async provide(verticals: string[]): Promise<void> {
    await this.#as(this.#isOurs ? 'postgres' : undefined, async (admin) => {
      // Without this, every login could look around in the databases that come with the server.
      if (this.#isOurs) await admin.query('REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC');
      for (const vertical of verticals) await this.#provideDatabase(admin, vertical);
    });
    for (const vertical of verticals) await this.#as(vertical, (admin) => this.#provideSchema(admin, vertical));
  }

  /** Breaks the connections of a process, as a network would; it may make them anew. */
  async cut(instance: string): Promise<void> {
    await this.#as(this.#isOurs ? 'postgres' : undefined, (admin) =>
      admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1', [instance]),
    );
  }

  async #provideDatabase(admin: pg.Client, vertical: string): Promise<void> {
    const owner = ownerOf(vertical);
    for (const role of [owner, vertical]) await this.#make(admin, 'ROLE', role, 'NOLOGIN');
    await admin.query(
      `ALTER ROLE ${name(vertical)} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD ${text(this.#passwordOf(vertical))}`,
    );
    await this.#make(admin, 'DATABASE', vertical, `OWNER ${name(owner)}`);
    await admin.query(`REVOKE ALL ON DATABASE ${name(vertical)} FROM PUBLIC`);
    await admin.query(`GRANT CONNECT, TEMPORARY ON DATABASE ${name(vertical)} TO ${name(vertical)}`);
    await admin.query(`ALTER ROLE ${name(vertical)} IN DATABASE ${name(vertical)} SET search_path = ${name(vertical)}`);
  }

  async #make(admin: pg.Client, kind: Kind, called: string, how: string): Promise<void> {
    const { rows } = await admin.query<{ comment: string | null }>(COMMENTS[kind], [called]);
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

  async #provideSchema(admin: pg.Client, vertical: string): Promise<void> {
    await admin.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
    await admin.query(`CREATE SCHEMA IF NOT EXISTS ${name(vertical)} AUTHORIZATION ${name(ownerOf(vertical))}`);
    await admin.query(`GRANT USAGE, CREATE ON SCHEMA ${name(vertical)} TO ${name(vertical)}`);
  }

  /** Works in a database, or in the one that the administrator's address names. */
  async #as<T>(database: string | undefined, work: (admin: pg.Client) => Promise<T>): Promise<T> {
    const url = new URL(this.#admin);
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

const COMMENTS: Record<Kind, string> = {
  ROLE: "SELECT shobj_description(oid, 'pg_authid') AS comment FROM pg_roles WHERE rolname = $1",
  DATABASE: "SELECT shobj_description(oid, 'pg_database') AS comment FROM pg_database WHERE datname = $1",
};
