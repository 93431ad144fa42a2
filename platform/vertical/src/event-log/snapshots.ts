import type { Database } from '../postgres/database.ts';

/** The state of one aggregate as a stream's first commits made it. */
export interface Snapshot<State = any> {
  readonly state: State;
  /** How many events it is made of. */
  readonly version: number;
  /** The place of its last commit in the log, and that commit's hash. */
  readonly position: number;
  readonly hash: string;
}

/** What is remembered of a command whose effect stands in the log. */
export interface Handled {
  /** The position of what came of it. */
  readonly position: number;
  /** The fingerprint of what was asked; absent in what earlier releases have written. */
  readonly asked?: string | undefined;
}

/** Which aggregate, and whose state: another definition's state is not read. */
export interface SnapshotKey {
  readonly aggregate: string;
  readonly key: string;
  readonly definition: number;
}

/** Cached states, and the commands that they have seen; dropping all states changes nothing but the time that reading takes. */
export interface Snapshots {
  read(of: SnapshotKey): Promise<Snapshot | undefined>;
  /** What came of a command that a snapshot has seen. */
  handled(of: SnapshotKey, commandId: string): Promise<Handled | undefined>;
  /** Keeps a state, and by id the commands whose effects it has, together. */
  write(of: SnapshotKey, snapshot: Snapshot, handled: ReadonlyMap<string, Handled>): Promise<void>;
}

/** Snapshots and the inbox in the vertical's own database. */
export class DatabaseSnapshots implements Snapshots {
  private readonly database: Database;
  constructor(database: Database) {
    this.database = database;
  }

  async read({ aggregate, key, definition }: SnapshotKey): Promise<Snapshot | undefined> {
    const [row] = await this.database.query<{ state: any; version: number; position: number; hash: string }>(
      'select state, version, position, hash from snapshot where aggregate = $1 and key = $2 and definition = $3',
      [aggregate, key, definition],
    );
    return row;
  }

  async handled({ aggregate, key }: SnapshotKey, commandId: string): Promise<Handled | undefined> {
    const [row] = await this.database.query<{ position: number; asked: string | null }>(
      'select position, asked from inbox where aggregate = $1 and key = $2 and command_id = $3',
      [aggregate, key, commandId],
    );
    return row && { position: row.position, asked: row.asked ?? undefined };
  }

  async write(
    { aggregate, key, definition }: SnapshotKey,
    { state, version, position, hash }: Snapshot,
    handled: ReadonlyMap<string, Handled>,
  ) {
    await this.database.transaction(async (transaction) => {
      await transaction.query(
        `insert into inbox (aggregate, key, command_id, position, asked)
         select $1, $2, command_id, position, asked from unnest($3::text[], $4::bigint[], $5::text[]) as given(command_id, position, asked)
         order by command_id on conflict do nothing`,
        [
          aggregate,
          key,
          [...handled.keys()],
          ...['position', 'asked'].map((of) => [...handled.values()].map((each) => each[of as keyof Handled] ?? null)),
        ],
      );
      await transaction.query(
        `insert into snapshot as kept (aggregate, key, definition, state, version, position, hash) values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (aggregate, key) do update
         set definition = excluded.definition, state = excluded.state, version = excluded.version,
           position = excluded.position, hash = excluded.hash
         where excluded.position > kept.position or excluded.definition <> kept.definition`,
        [aggregate, key, definition, JSON.stringify(state), version, position, hash],
      );
    });
  }
}
