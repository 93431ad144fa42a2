import type { Projection } from '@jogakbo/domain';
import type { Database, Transaction } from '../postgres/database.ts';
import { Checkpoint, rebuildOf } from '../subscriptions/checkpoint.ts';
import type { Follower, Following } from '../subscriptions/follower.ts';
import type { ReadBatch } from '../subscriptions/read-batch.ts';
import { log } from '@jogakbo/runtime';
import { ProjectionWriter, streamOf } from './projection-writer.ts';
import { isAlike, makeSide, sideOf, takePlace } from './side-table.ts';

interface Parts {
  readonly database: Database;
  readonly version: string;
}

/**
 * A projection that is folded anew into a table beside the live one, and takes its place when it has seen as much.
 *
 * @remarks Queries and the live projection go on meanwhile, and see either the old table or the whole new one. Checkpoint and dead
 * letters change places in the same transaction; the live checkpoint's generation tells whoever folded into the old table. A side
 * table that another release has begun, or that is no longer like the live one, is begun anew.
 */
export class Rebuild implements Following {
  private constructor(
    readonly follower: Follower,
    private readonly projection: Projection,
    private readonly parts: Parts,
    private readonly writer: Following,
  ) {}

  /** The follower that rebuilds a projection that it has been asked for. */
  static follower(projection: Projection, parts: Parts): Follower {
    const { name, into } = projection;
    const beside = { ...projection, name: rebuildOf(name), into: { ...into, table: sideOf(into.table) } };
    const writing = ProjectionWriter.follower(beside, parts.database);
    const follower: Follower = {
      name: beside.name,
      from: writing.from,
      isBeside: true,
      open: async () => {
        await parts.database.transaction((transaction) => prepare(projection, parts.version, transaction));
        return new Rebuild(follower, projection, parts, await writing.open());
      },
    };
    return follower;
  }

  get position(): number {
    return this.writer.position;
  }
  commit(batch: ReadBatch, isSure: boolean): Promise<void> {
    return this.writer.commit(batch, isSure);
  }

  leave(): Promise<void> {
    return this.writer.leave();
  }

  /** Takes the live one's place, when it has seen all that this one has; answers whether it did. */
  async complete(): Promise<boolean> {
    const { database, version } = this.parts;
    const { name, into } = this.projection;
    await this.writer.leave();
    const of = { live: name, rebuild: rebuildOf(name), stream: streamOf(this.projection) };
    const hasTaken = await database.transaction(async (transaction) => {
      if (!(await hasSeenAll(of, transaction))) return false;
      if (!(await isAlike(into.table, version, transaction)))
        throw new Error(`The table ${into.table} has changed while ${name} was rebuilt`);
      // Whoever waits for the table stands in the way of all who come later: better to try again.
      await transaction.query("set local lock_timeout = '1s'");
      await takePlace(into.table, transaction);
      await succeed(of, transaction);
      return true;
    });
    if (hasTaken) log.info({ projection: name, position: this.position }, 'A rebuilt view has taken the place of the old one');
    return hasTaken;
  }
}

interface Succession {
  readonly live: string;
  readonly rebuild: string;
  readonly stream: string;
}

/** Makes what is missing; a new side table begins at the log's beginning. */
async function prepare(projection: Projection, version: string, transaction: Transaction) {
  const of = { reader: rebuildOf(projection.name), stream: streamOf(projection) };
  const { table } = projection.into;
  if (!(await Checkpoint.lock(of, transaction))) throw new Error(`Nobody asks for ${of.reader} any more`);
  if (await isAlike(table, version, transaction)) return;
  await makeSide(table, version, transaction);
  await transaction.query('delete from dead_letter where reader = $1 and stream = $2', [of.reader, of.stream]);
  await transaction.query('update checkpoint set position = 0 where reader = $1 and stream = $2', [of.reader, of.stream]);
}

/** Holds both checkpoints from here on. */
async function hasSeenAll({ live, rebuild, stream }: Succession, transaction: Transaction): Promise<boolean> {
  await Checkpoint.lock({ reader: live, stream }, transaction);
  await Checkpoint.lock({ reader: rebuild, stream }, transaction);
  const { rows } = await transaction.query(
    `select from checkpoint live join checkpoint rebuilt on rebuilt.stream = live.stream and rebuilt.reader = $2
     where live.reader = $1 and live.stream = $3 and rebuilt.position >= live.position`,
    [live, rebuild, stream],
  );
  return rows.length > 0;
}

async function succeed({ live, rebuild, stream }: Succession, transaction: Transaction) {
  await transaction.query('delete from dead_letter where reader = $1 and stream = $2', [live, stream]);
  await transaction.query('update dead_letter set reader = $1 where reader = $2 and stream = $3', [live, rebuild, stream]);
  await transaction.query(
    `update checkpoint as live set position = rebuilt.position, generation = live.generation + 1 from checkpoint as rebuilt
     where live.reader = $1 and live.stream = $3 and rebuilt.reader = $2 and rebuilt.stream = $3`,
    [live, rebuild, stream],
  );
  await transaction.query('delete from checkpoint where reader = $1 and stream = $2', [rebuild, stream]);
}
