import pg from 'pg';

const name = pg.escapeIdentifier;
const text = pg.escapeLiteral;

/** Gives each vertical a database of its own that no other vertical can enter; doing it again changes nothing. */
export class Databases {
  readonly #admin: string;
  readonly #passwordOf: (role: string) => string;

  constructor(adminUrl: string, passwordOf: (role: string) => string) {
    this.#admin = adminUrl;
    this.#passwordOf = passwordOf;
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
    await this.#as('postgres', async (admin) => {
      // Without this, every login could look around in the databases that come with the server.
      await admin.query('REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC');
      for (const vertical of verticals) await this.#provideDatabase(admin, vertical);
    });
    for (const vertical of verticals) await this.#as(vertical, (admin) => this.#provideSchema(admin, vertical));
  }

  async #provideDatabase(admin: pg.Client, vertical: string): Promise<void> {
    const owner = ownerOf(vertical);
    if (!(await exists(admin, 'pg_roles', 'rolname', owner))) await admin.query(`CREATE ROLE ${name(owner)} NOLOGIN`);
    if (!(await exists(admin, 'pg_roles', 'rolname', vertical))) await admin.query(`CREATE ROLE ${name(vertical)}`);
    await admin.query(
      `ALTER ROLE ${name(vertical)} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD ${text(this.#passwordOf(vertical))}`,
    );
    if (!(await exists(admin, 'pg_database', 'datname', vertical)))
      await admin.query(`CREATE DATABASE ${name(vertical)} OWNER ${name(owner)}`);
    await admin.query(`REVOKE ALL ON DATABASE ${name(vertical)} FROM PUBLIC`);
    await admin.query(`GRANT CONNECT, TEMPORARY ON DATABASE ${name(vertical)} TO ${name(vertical)}`);
    await admin.query(`ALTER ROLE ${name(vertical)} IN DATABASE ${name(vertical)} SET search_path = ${name(vertical)}`);
  }

  async #provideSchema(admin: pg.Client, vertical: string): Promise<void> {
    await admin.query('REVOKE ALL ON SCHEMA public FROM PUBLIC');
    await admin.query(`CREATE SCHEMA IF NOT EXISTS ${name(vertical)} AUTHORIZATION ${name(ownerOf(vertical))}`);
    await admin.query(`GRANT USAGE, CREATE ON SCHEMA ${name(vertical)} TO ${name(vertical)}`);
  }

  async #as<T>(database: string, work: (admin: pg.Client) => Promise<T>): Promise<T> {
    const url = new URL(this.#admin);
    url.pathname = `/${database}`;
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

async function exists(
  admin: pg.Client,
  catalogue: 'pg_roles' | 'pg_database',
  column: 'rolname' | 'datname',
  value: string,
): Promise<boolean> {
  const { rowCount } = await admin.query(`SELECT FROM ${catalogue} WHERE ${column} = $1`, [value]);
  return rowCount === 1;
}
