import type { JetStreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { problem, ProblemError } from '@jogakbo/contract';
import type { FoldedRow, LogMoment, PastRow, RowRequest } from '@jogakbo/protocol';
import type { Projection } from '@jogakbo/domain';
import { changesBetween } from '../log/changes.ts';
import type { Database } from '../../postgres/database.ts';
import { eventsAbout, type LogPrefix } from './events-about.ts';
import { streamOf } from '../../projections/projection-writer.ts';
import { viewNamed } from '../../projections/rebuilds.ts';
import { RowFolding } from './row-folding.ts';

interface Parts {
  readonly database: Database;
  readonly connection: NatsConnection;
  readonly manager: JetStreamManager;
}

/**
 * What the rows of a vertical's views were at any moment of the log.
 *
 * @remarks A row is folded anew by the rule of today, out of what the log had then, into a table of the moment: the live one is
 * neither read nor changed, nor are dead letters. Of a log of any length only what is about the row is kept, a batch at a time.
 */
export class PastRows {
  constructor(
    private readonly projections: readonly Projection[],
    private readonly parts: Parts,
  ) {}

  /** @throws ProblemError `not-found` for an unknown view, and for a moment of which the log has nothing yet or no more. */
  async row({ view, key, asOf, since }: RowRequest): Promise<PastRow> {
    const projection = viewNamed(this.projections, view);
    const stream = streamOf(projection);
    const extent = await this.extentOf(stream);
    const fold = (moment: LogMoment | undefined) => this.folded(projection, key, prefixAsOf(stream, extent, moment));
    const now = await fold(asOf);
    const row = { view, key, stream, begins: extent.first, ...now };
    if (!since) return row;
    const then = await fold(since);
    return { ...row, since: { ...then, changes: changesBetween(then.row, now.row) } };
  }

  private async extentOf(stream: string): Promise<Extent> {
    try {
      const { state } = await this.parts.manager.streams.info(stream);
      return { first: state.first_seq, last: state.last_seq, begun: Date.parse(state.first_ts) };
    } catch (error) {
      throw new ProblemError(problem('unavailable', `The log ${stream} is not there, or does not answer`), { cause: error });
    }
  }

  private async folded(projection: Projection, key: string, prefix: LogPrefix): Promise<FoldedRow> {
    return this.parts.database.transaction(async (transaction) => {
      const folding = await RowFolding.begin(projection, key, transaction);
      for await (const batch of eventsAbout(projection, key, prefix, this.parts.connection)) {
        await folding.take(batch);
        if (folding.isOver) break;
      }
      return folding.end();
    });
  }
}

interface Extent {
  readonly first: number;
  readonly last: number;
  /** When the first commit that it still has was written. */
  readonly begun: number;
}

/** What a log had at a moment. A log that begins later than at its first position has forgotten what it had before. */
function prefixAsOf(stream: string, { first, last, begun }: Extent, moment: LogMoment | undefined): LogPrefix {
  const isForgotten = first > 1 && moment && ('at' in moment ? Date.parse(moment.at) < begun : moment.position < first);
  if (isForgotten) throw notFound(`The log ${stream} has forgotten what it had then: it begins at position ${first}`);
  if (!moment) return { stream, to: last };
  if ('at' in moment) return { stream, to: last, until: Date.parse(moment.at) };
  if (moment.position > last) throw notFound(`The log ${stream} has no position ${moment.position}: ${last} is the newest`);
  return { stream, to: moment.position };
}

const notFound = (detail: string) => new ProblemError(problem('not-found', detail));
