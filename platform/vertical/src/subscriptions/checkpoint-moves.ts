import { machine, log } from '@jogakbo/runtime';
import type { Connection, Database } from '../postgres/database.ts';

/** Milliseconds in which moves that nobody waits for come together: a move costs a sync of the disk, however many checkpoints it has. */
const PACE = 200;

/** A checkpoint where its reader left it. */
export interface Movable {
  readonly reader: string;
  readonly stream: string;
  readonly position: number;
  readonly generation: number;
  /** Is told that its move has been committed. */
  arrivedAt(position: number): void;
}

/** Where a checkpoint goes. */
export interface Move {
  readonly checkpoint: Movable;
  readonly position: number;
}

export const idOf = ({ reader, stream }: Pick<Movable, 'reader' | 'stream'>) => `${reader} ${stream}`;

/** Moves checkpoints from where their readers left them; returns those that were still there, by `idOf`. */
export async function move(moves: readonly Move[], connection: Connection): Promise<Set<string>> {
  const { rows } = await connection.query<{ reader: string; stream: string }>(
    `update checkpoint as kept set position = moved.goal, failure = null, failing_since = null
     from unnest($1::text[], $2::text[], $3::bigint[], $4::int[], $5::bigint[]) as moved(reader, stream, position, generation, goal)
     where (kept.reader, kept.stream, kept.position, kept.generation) = (moved.reader, moved.stream, moved.position, moved.generation)
     returning kept.reader, kept.stream`,
    [
      moves.map(({ checkpoint }) => checkpoint.reader),
      moves.map(({ checkpoint }) => checkpoint.stream),
      moves.map(({ checkpoint }) => checkpoint.position),
      moves.map(({ checkpoint }) => checkpoint.generation),
      moves.map(({ position }) => position),
    ],
  );
  return new Set(rows.map(idOf));
}

/** The moves of a database's checkpoints that nobody waits for: together, a few times a second. */
export class CheckpointMoves {
  private static readonly all = new WeakMap<Database, CheckpointMoves>();
  private readonly due = new Map<Movable, number>();
  private readonly lost = new WeakSet<Movable>();
  private pacing: Promise<void> | undefined;
  private moving: Promise<void> | undefined;
  private constructor(private readonly database: Database) {}

  static of(database: Database): CheckpointMoves {
    const known = this.all.get(database) ?? new CheckpointMoves(database);
    this.all.set(database, known);
    return known;
  }

  soon(checkpoint: Movable, position: number): void {
    this.due.set(checkpoint, position);
    this.pacing ??= this.pace().finally(() => (this.pacing = undefined));
  }

  /** Whether somebody else has moved a checkpoint that was to be moved. */
  isLost(checkpoint: Movable): boolean {
    return this.lost.has(checkpoint);
  }

  /** A checkpoint has got there, by whatever move. */
  arrived(checkpoint: Movable, position: number): void {
    if ((this.due.get(checkpoint) ?? Infinity) <= position) this.due.delete(checkpoint);
  }

  /** Resolves when what is due was moved, or could not be. */
  async done(): Promise<void> {
    await this.moving;
    if (this.due.size > 0) await this.moveAll();
  }

  private async pace() {
    while (this.due.size > 0) {
      await machine.pause(PACE);
      await this.done();
    }
  }

  private moveAll(): Promise<void> {
    this.moving ??= this.moveDue().finally(() => (this.moving = undefined));
    return this.moving;
  }

  private async moveDue() {
    const moves = [...this.due].map(([checkpoint, position]) => ({ checkpoint, position }));
    try {
      const moved = await move(moves, this.database.autocommit);
      for (const { checkpoint, position } of moves) {
        if (moved.has(idOf(checkpoint))) checkpoint.arrivedAt(position);
        else this.lose(checkpoint);
      }
    } catch (error) {
      if (this.database.isClosed) return this.due.clear();
      log.warn({ err: error }, 'Checkpoints could not be moved; they are moved again');
    }
  }

  private lose(checkpoint: Movable) {
    this.lost.add(checkpoint);
    this.due.delete(checkpoint);
  }
}
