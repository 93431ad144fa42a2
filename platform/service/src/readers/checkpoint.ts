import type { Database, Transaction } from '../postgres/database.ts';

/** Somebody else reads for the follower: its checkpoint is not where this reader left it. */
export class CheckpointMoved extends Error {
  constructor(reader: string) {
    super(`Another reader has moved the checkpoint of ${reader}`);
  }
}

const REBUILD = '--rebuild';

/** Under this name a projection is rebuilt: its checkpoint, its dead letters and its consumer. */
export const rebuildOf = (reader: string) => `${reader}${REBUILD}`;

/** Names of rebuilds, for `like`. */
export const REBUILDS = `%${REBUILD}`;

interface Reached {
  readonly position: number;
  readonly generation: number;
}

/** How far a durable reader has got in a log. */
export class Checkpoint {
  private readonly database: Database;
  private constructor(
    readonly reader: string,
    readonly stream: string,
    database: Database,
    private reached: Reached,
  ) {
    this.database = database;
  }

  /** The checkpoint as it is; a reader that is new begins before the log's first event. */
  static async open(reader: string, stream: string, database: Database): Promise<Checkpoint> {
    const [row] = await database.query<Reached & Record<string, unknown>>(
      `insert into checkpoint (reader, stream, position) values ($1, $2, 0)
       on conflict (reader, stream) do update set position = checkpoint.position returning position, generation`,
      [reader, stream],
    );
    return new Checkpoint(reader, stream, database, row!);
  }

  get position(): number {
    return this.reached.position;
  }

  /**
   * Moves it on, within the transaction of what was done with the events before it.
   *
   * @throws CheckpointMoved when somebody else has moved it, or its projection was rebuilt.
   */
  async moveTo(position: number, connection: Pick<Transaction, 'query'> = this.database.pool): Promise<void> {
    const { rowCount } = await connection.query(
      'update checkpoint set position = $5 where reader = $1 and stream = $2 and position = $3 and generation = $4',
      [this.reader, this.stream, this.reached.position, this.reached.generation, position],
    );
    if (rowCount !== 1) throw new CheckpointMoved(this.reader);
  }

  /**
   * Holds it until the transaction ends: whoever else moves it, or decides by its reader's dead letters, waits. Answers whether
   * there is one.
   */
  static async lock({ reader, stream }: Pick<Checkpoint, 'reader' | 'stream'>, transaction: Transaction): Promise<boolean> {
    const { rowCount } = await transaction.query('select from checkpoint where reader = $1 and stream = $2 for update', [reader, stream]);
    return rowCount === 1;
  }

  /** Remembers that a move has been committed. */
  arrivedAt(position: number) {
    this.reached = { ...this.reached, position };
  }
}
