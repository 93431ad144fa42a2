import type { Connection, Database, Transaction } from '../postgres/database.ts';
import { CheckpointMoves, idOf, move } from './checkpoint-moves.ts';

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
  private readonly moves: CheckpointMoves;
  private constructor(
    readonly reader: string,
    readonly stream: string,
    database: Database,
    private reached: Reached,
  ) {
    this.moves = CheckpointMoves.of(database);
  }

  /** The checkpoint as it is; a reader that is new begins before the log's first event. */
  static async open(reader: string, stream: string, database: Database): Promise<Checkpoint> {
    await CheckpointMoves.of(database).done();
    const [row] = await database.query<Reached & Record<string, unknown>>(
      `insert into checkpoint (reader, stream, position) values ($1, $2, 0)
       on conflict (reader, stream) do update set position = checkpoint.position returning position, generation`,
      [reader, stream],
    );
    return new Checkpoint(reader, stream, database, row!);
  }

  /** Where it stands in the database. */
  get position(): number {
    return this.reached.position;
  }
  get generation(): number {
    return this.reached.generation;
  }

  /**
   * Moves checkpoints of one log on, within the transaction of what was done with the events before.
   *
   * @throws CheckpointMoved when somebody else has moved one, or its projection was rebuilt.
   */
  static async moveAll(checkpoints: readonly Checkpoint[], position: number, connection: Connection): Promise<void> {
    const moves = checkpoints.map((checkpoint) => ({ checkpoint, position }));
    const moved = await move(moves, connection);
    for (const { checkpoint } of moves) if (!moved.has(idOf(checkpoint))) throw new CheckpointMoved(checkpoint.reader);
  }

  /**
   * Moves it on soon, together with others: for what is nothing when it is done again.
   *
   * @throws CheckpointMoved when an earlier move has found that somebody else had moved it.
   */
  moveSoon(position: number): void {
    if (this.moves.isLost(this)) throw new CheckpointMoved(this.reader);
    this.moves.soon(this, position);
  }

  /** Resolves when no move of `moveSoon` is left. */
  settled(): Promise<void> {
    return this.moves.done();
  }

  /**
   * Holds it until the transaction ends: whoever else moves it, or decides by its reader's dead letters, waits. Answers whether
   * there is one.
   */
  static async lock({ reader, stream }: Pick<Checkpoint, 'reader' | 'stream'>, transaction: Transaction): Promise<boolean> {
    const { rowCount } = await transaction.query('select from checkpoint where reader = $1 and stream = $2 for update', [reader, stream]);
    return rowCount === 1;
  }

  /** Writes down, for whoever operates the shop, why a reader cannot go on; its next move says that it can. */
  static async fails({ reader, stream }: Pick<Checkpoint, 'reader' | 'stream'>, failure: string, connection: Connection): Promise<void> {
    await connection.query(
      'update checkpoint set failure = $3, failing_since = coalesce(failing_since, now()) where reader = $1 and stream = $2',
      [reader, stream, failure],
    );
  }

  /** Remembers that a move has been committed. */
  arrivedAt(position: number) {
    this.reached = { ...this.reached, position };
    this.moves.arrived(this, position);
  }
}
