import type { Connection, Database } from '../postgres/database.ts';
import { newSealingKey } from './sealing.ts';

/** `null` for an aggregate that is forgotten. */
export type KeysBySubject = ReadonlyMap<string, Buffer | null>;

interface KeyRow {
  readonly subject: string;
  readonly key: Buffer | null;
}

/** The keys of these aggregates, as far as they ever had one. */
export async function keysOf(subjects: Iterable<string>, connection: Connection): Promise<KeysBySubject> {
  const { rows } = await connection.query<KeyRow>('select subject, key from personal_key where subject = any($1)', [
    [...new Set(subjects)],
  ]);
  return new Map(rows.map(({ subject, key }) => [subject, key]));
}

/**
 * The keys that the personal data of a vertical's events is sealed with: one for each aggregate, by the subject of its stream.
 *
 * @remarks They stand in the vertical's own database and are kept in no process's memory, so that a key which is deleted is gone
 * everywhere at once. That it was deleted stays: what comes later for its aggregate is not sealed anew, but left out.
 */
export class PersonalKeys {
  private readonly database: Database;
  constructor(database: Database) {
    this.database = database;
  }

  /** The key of an aggregate, made when it is asked for first; `null` once it is forgotten. */
  async keyFor(subject: string): Promise<Buffer | null> {
    const [made] = await this.database.query<KeyRow>(
      'insert into personal_key (subject, key) values ($1, $2) on conflict do nothing returning subject, key',
      [subject, newSealingKey()],
    );
    return made?.key ?? (await keysOf([subject], this.database.autocommit)).get(subject) ?? null;
  }

  /** Deletes a key for good, also one that was never made. */
  async forget(subject: string): Promise<void> {
    await this.database.query(
      `insert into personal_key as known (subject, forgotten_at) values ($1, now())
       on conflict (subject) do update set key = null, forgotten_at = coalesce(known.forgotten_at, now())`,
      [subject],
    );
  }
}
