import pg from 'pg';
import { log } from '@jogakbo/runtime';
import { isOutdated, statement } from './statements.ts';

pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** Where statements are carried out: in a transaction, or each in one of its own. */
export interface Connection {
  query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<pg.QueryResult<Row>>;
  /** Does work of which nothing is left when it fails, and after which the transaction goes on. */
  attempt<T>(work: () => Promise<T>): Promise<T>;
}
export type Transaction = Connection;

/** A statement is ended by the server first; a server that does not answer at all is given up on. */
const STATEMENT_TIMEOUT = 15_000;
const QUERY_TIMEOUT = 20_000;
/** A process that hangs in the middle of a transaction keeps its locks from others no longer than this. */
const IDLE_TRANSACTION_TIMEOUT = 10_000;
/** A connection whose other side has vanished is noticed by the operating system, not by chance. */
const alive = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 };

/** A connection that breaks fails its query; without a listener from its first moment on it would end the process as well. */
const ignored = () => {};

/** The vertical's own PostgreSQL database: a small pool, transactions, and one connection for leadership. */
export class Database {
  /** Statements outside of transactions. */
  readonly autocommit: Connection;
  private readonly pool: pg.Pool;
  private readonly url: string;
  private readonly name: string;

  constructor(url: string, name: string) {
    this.url = url;
    this.name = name;
    this.pool = new pg.Pool({
      connectionString: url,
      application_name: name,
      max: 8,
      idleTimeoutMillis: 10_000,
      connectionTimeoutMillis: 2000,
      statement_timeout: STATEMENT_TIMEOUT,
      query_timeout: QUERY_TIMEOUT,
      idle_in_transaction_session_timeout: IDLE_TRANSACTION_TIMEOUT,
      ...alive,
    });
    this.autocommit = { query: (text, values = []) => this.pool.query(statement(text, values)), attempt: (work) => work() };
    this.pool.on('connect', (client) => client.on('error', ignored));
    this.pool.on('error', ({ message }) => log.warn(`PostgreSQL closed an idle connection: ${message}`));
  }

  async query<Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.autocommit.query<Row>(text, values)).rows;
  }

  /** Runs work in one transaction: all of it commits, or nothing does. */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.within('begin', work);
  }

  /**
   * As `transaction`, but resolves before it is on disk: for what can be done again from what it was made of.
   *
   * @remarks When the server crashes, the last ones of about half a second may be gone; of several, the later first.
   */
  replayable<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.within('begin; set local synchronous_commit = off', work);
  }

  private async within<T>(begin: string, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    try {
      await client.query(begin);
      const result = await work(transactionOn(client));
      await client.query('commit');
      client.release();
      return result;
    } catch (error) {
      const rolledBack = await client.query('rollback').then(
        () => true,
        () => false,
      );
      client.release(!rolledBack || isOutdated(error));
      throw error;
    }
  }

  /** A connection outside the pool, for locks that live as long as it does. */
  async connect(options: pg.ClientConfig = {}): Promise<pg.Client> {
    const own = { connectionString: this.url, application_name: this.name, ...alive, connectionTimeoutMillis: 2000 };
    const client = new pg.Client({ ...own, ...options });
    client.on('error', ignored);
    await client.connect();
    return client;
  }

  /** Whether nothing can be asked of it any more. */
  get isClosed(): boolean {
    return this.pool.ending;
  }
  async close() {
    await this.pool.end();
  }
}

const transactionOn = (client: pg.PoolClient): Transaction => ({
  query: (text, values = []) => client.query(statement(text, values)),
  attempt: async (work) => {
    await client.query('savepoint attempt');
    try {
      return await work();
    } catch (error) {
      // Where this fails, too, the connection is gone: what the work has failed of says more.
      await client.query('rollback to savepoint attempt').catch(() => {
        throw error;
      });
      throw error;
    } finally {
      await client.query('release savepoint attempt').catch(() => {});
    }
  },
});
