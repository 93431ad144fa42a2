import type { JetStreamManager } from '@nats-io/jetstream';
import { problem, ProblemError } from '@jogakbo/contract';
import type { ProjectedViews, RebuildAnswer } from '@jogakbo/protocol';
import type { Projection } from '@jogakbo/domain';
import type { Database, Transaction } from '../postgres/database.ts';
import { rebuildOf } from '../subscriptions/checkpoint.ts';
import type { Follower } from '../subscriptions/follower.ts';
import { streamOf } from './projection-writer.ts';
import { Rebuild } from './rebuild.ts';
import { obstacleTo } from './side-table.ts';

/** What rebuilds are made with. */
export interface RebuildParts {
  readonly database: Database;
  readonly manager: JetStreamManager;
  /** Whose folds they are: what another release has begun is begun anew. */
  readonly version: string;
}

/**
 * The rebuilds of a vertical's views, each asked for by its checkpoint.
 *
 * @remarks Any replica may be asked. The one that leads the reading of the log sees the checkpoint and does it; when it dies,
 * the next one goes on.
 */
export class Rebuilds {
  private readonly projections: readonly Projection[];
  private readonly parts: RebuildParts;
  constructor(projections: readonly Projection[], parts: RebuildParts) {
    this.projections = projections;
    this.parts = parts;
  }

  /**
   * Asks for a view to be folded anew; asking again changes nothing.
   *
   * @throws ProblemError `not-found`, or `rejected` for a view whose table cannot be made twice.
   */
  async ask(view: string): Promise<RebuildAnswer> {
    const projection = viewNamed(this.projections, view);
    return this.parts.database.transaction(async (transaction) => {
      const obstacle = this.sharing(projection) ?? (await obstacleTo(projection.into.table, transaction));
      if (obstacle) throw new ProblemError(problem('rejected', `${view} cannot be rebuilt beside itself: ${obstacle}`));
      return { view, isNew: await begin(projection, transaction) };
    });
  }

  /** All views, and how far they and their rebuilds have got. */
  async list(): Promise<ProjectedViews> {
    const { database, manager } = this.parts;
    const rows = await database.query<{ reader: string; stream: string; position: number }>(
      'select reader, stream, position from checkpoint',
    );
    const positionOf = (reader: string, of: string) => rows.find((row) => row.reader === reader && row.stream === of)?.position;
    const ends = new Map<string, number>();
    for (const stream of new Set(this.projections.map(streamOf)))
      ends.set(stream, (await manager.streams.info(stream).catch(() => undefined))?.state.last_seq ?? 0);
    const views = this.projections.map((projection) => {
      const [view, stream] = [projection.name, streamOf(projection)];
      const [position = 0, rebuild] = [positionOf(view, stream), positionOf(rebuildOf(view), stream)];
      return { ...{ view, table: projection.into.table, stream, position, end: ends.get(stream)! }, rebuild };
    });
    return { views };
  }

  /** Those that are asked for and read this log. */
  async underWay(stream: string): Promise<Follower[]> {
    const asked = await this.parts.database.query<{ reader: string }>('select reader from checkpoint where stream = $1', [stream]);
    const readers = new Set(asked.map(({ reader }) => reader));
    return this.projections
      .filter((projection) => streamOf(projection) === stream && readers.has(rebuildOf(projection.name)))
      .map((projection) => Rebuild.follower(projection, this.parts));
  }

  private sharing({ name, into }: Projection): string | undefined {
    const sharing = this.projections.find((other) => other.name !== name && other.into.table === into.table);
    return sharing && `${sharing.name} folds into the same table`;
  }
}

/** @throws ProblemError `not-found`, which lists those that there are. */
export function viewNamed(projections: readonly Projection[], view: string): Projection {
  const found = projections.find(({ name }) => name === view);
  if (found) return found;
  const known = projections.map(({ name }) => name).join(', ') || 'none';
  throw new ProblemError(problem('not-found', `There is no view ${view}; there is: ${known}`));
}

async function begin(projection: Projection, transaction: Transaction): Promise<boolean> {
  const { rowCount } = await transaction.query(
    'insert into checkpoint (reader, stream, position) values ($1, $2, 0) on conflict (reader, stream) do nothing',
    [rebuildOf(projection.name), streamOf(projection)],
  );
  return rowCount === 1;
}
