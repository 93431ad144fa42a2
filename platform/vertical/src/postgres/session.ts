import { once } from 'node:events';
import type pg from 'pg';
import type { Database } from './database.ts';

/** A connection whose advisory locks live as long as it does; both sides take the other for dead when it has been silent. */
export class Session {
  private readonly over = new AbortController();
  private turn: Promise<unknown> = Promise.resolve();
  private readonly client: pg.Client;
  private constructor(client: pg.Client) {
    this.client = client;
    const end = () => this.over.abort();
    client.on('error', end);
    void once(client, 'end').then(end, end);
  }

  /** @param silence Milliseconds. Whoever has a session must ask for something more often than that. */
  static async open(database: Database, silence: number): Promise<Session> {
    const session = new Session(await database.connect({ query_timeout: silence }));
    await session.query(`set idle_session_timeout = ${silence}`);
    return session;
  }

  /** Aborts when the session has ended, whoever ended it: its locks are gone. */
  get lost(): AbortSignal {
    return this.over.signal;
  }

  /** Queries take turns. One that fails ends the session, since nobody knows what it has locked. */
  query<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    const asked = this.turn.then(async () => (await this.client.query<Row>(text, values)).rows);
    this.turn = asked.catch(() => this.over.abort());
    return asked;
  }

  async end() {
    this.over.abort();
    await this.client.end().catch(() => {});
  }
}
