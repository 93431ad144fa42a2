import { headerNames, subjects } from '@jogakbo/protocol';
import type { Database } from '../../postgres/database.ts';
import { chainHeaders } from '../../event-log/commit-log.ts';

/** A commit that a vertical's database knows of. */
export interface Mark {
  readonly subject: string;
  readonly position: number;
  /** What it is known by: the header and what that said. */
  readonly header: string;
  readonly value: string;
  /** Who has seen it: `snapshot`, `inbox` or `outbox`. */
  readonly from: string;
}

/** How far a reader has read a log. */
export interface Seen {
  readonly reader: string;
  readonly stream: string;
  readonly position: number;
}

/** What a vertical's database remembers of logs. */
export interface LogMemory {
  /** Commits of the vertical's own log. */
  marks(vertical: string): Promise<Mark[]>;
  /** How far logs have been read. */
  seen(streams: readonly string[]): Promise<Seen[]>;
}

interface MarkRow {
  readonly aggregate: string;
  readonly key: string;
  readonly position: number;
  readonly value: string;
}

/** The memory in snapshots, inbox, outbox and checkpoints. Of the inbox, the newest of each stream whose snapshot was dropped is enough. */
export class DatabaseMemory implements LogMemory {
  constructor(private readonly database: Database) {}

  async marks(vertical: string): Promise<Mark[]> {
    const snapshots = await this.database.query<MarkRow>('select aggregate, key, position, hash as value from snapshot');
    const inbox = await this.database.query<MarkRow>(
      `select distinct on (aggregate, key) aggregate, key, position, command_id as value from inbox
       where aggregate <> '' and not exists (select from snapshot where snapshot.aggregate = inbox.aggregate and snapshot.key = inbox.key)
       order by aggregate, key, position desc`,
    );
    // A relay that finds out afterwards what its predecessor sent gives all of it the position of the newest.
    const outbox = await this.database.query<{ subject: string; position: number; value: string }>(
      `select distinct on (log_position) subject, log_position as position, event_id as value from outbox
       where log_position is not null order by log_position, outbox_position desc`,
    );
    const markOf = ({ aggregate, key, position, value }: MarkRow) => ({ subject: subjects.log(vertical, aggregate, key), position, value });
    return [
      ...snapshots.map((row) => ({ ...markOf(row), header: chainHeaders.hash, from: 'snapshot' })),
      ...inbox.map((row) => ({ ...markOf(row), header: headerNames.causationId, from: 'inbox' })),
      ...outbox.map((row) => ({ ...row, header: headerNames.id, from: 'outbox' })),
    ];
  }

  async seen(streams: readonly string[]): Promise<Seen[]> {
    return this.database.query<Seen & Record<string, unknown>>(
      'select reader, stream, position from checkpoint where stream = any($1) order by reader',
      [streams],
    );
  }
}
