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

/** Which aggregate, and whose state: another definition's state is not read. */
export interface SnapshotKey {
  readonly aggregate: string;
  readonly key: string;
  readonly definition: number;
}

/** Cached states, and the commands that they have seen; dropping all states changes nothing but the time that reading takes. */
export interface Snapshots {
  read(of: SnapshotKey): Promise<Snapshot | undefined>;
  /** The position of what came of a command that a snapshot has seen. */
  handledAt(of: SnapshotKey, commandId: string): Promise<number | undefined>;
  /** Keeps a state, and by id the commands whose effects it has, together. */
  write(of: SnapshotKey, snapshot: Snapshot, handled: ReadonlyMap<string, number>): Promise<void>;
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

  async handledAt({ aggregate, key }: SnapshotKey, commandId: string): Promise<number | undefined> {
    const [row] = await this.database.query<{ position: number }>(
      'select position from inbox where aggregate = $1 and key = $2 and command_id = $3',
      [aggregate, key, commandId],
    );
    return row?.position;
  }

  async write(
    { aggregate, key, definition }: SnapshotKey,
    { state, version, position, hash }: Snapshot,
    handled: ReadonlyMap<string, number>,
  ) {
    await this.database.transaction(async (transaction) => {
      await transaction.query(
        `insert into inbox (aggregate, key, command_id, position)
         select $1, $2, command_id, position from unnest($3::text[], $4::bigint[]) as given(command_id, position)
         order by command_id on conflict do nothing`,
        [aggregate, key, [...handled.keys()], [...handled.values()]],
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
