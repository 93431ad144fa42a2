import type { Database, Transaction } from '../postgres/database.ts';

/** Somebody else reads for the follower: its checkpoint is not where this reader left it. */
export class CheckpointMoved extends Error {
  constructor(reader: string) {
    super(`Another reader has moved the checkpoint of ${reader}`);
  }
}

/** How far a durable reader has got in a log. */
export class Checkpoint {
  private readonly database: Database;
  private constructor(
    readonly reader: string,
    readonly stream: string,
    database: Database,
    private reached: number,
  ) {
    this.database = database;
  }

  /** The checkpoint as it is; a reader that is new begins before the log's first event. */
  static async open(reader: string, stream: string, database: Database): Promise<Checkpoint> {
    const [row] = await database.query<{ position: number }>(
      `insert into checkpoint (reader, stream, position) values ($1, $2, 0)
       on conflict (reader, stream) do update set position = checkpoint.position returning position`,
      [reader, stream],
    );
    return new Checkpoint(reader, stream, database, row!.position);
  }

  get position(): number {
    return this.reached;
  }

  /**
   * Moves it on, within the transaction of what was done with the events before it.
   *
   * @throws CheckpointMoved when somebody else has moved it.
   */
  async moveTo(position: number, connection: Pick<Transaction, 'query'> = this.database.pool): Promise<void> {
    const { rowCount } = await connection.query('update checkpoint set position = $4 where reader = $1 and stream = $2 and position = $3', [
      this.reader,
      this.stream,
      this.reached,
      position,
    ]);
    if (rowCount !== 1) throw new CheckpointMoved(this.reader);
  }

  /** Holds it until the transaction ends: whoever else moves it, or decides by its reader's dead letters, waits. */
  static async lock({ reader, stream }: Pick<Checkpoint, 'reader' | 'stream'>, transaction: Transaction): Promise<void> {
    await transaction.query('select from checkpoint where reader = $1 and stream = $2 for update', [reader, stream]);
  }

  /** Remembers that a move has been committed. */
  arrivedAt(position: number) {
    this.reached = position;
  }
}
