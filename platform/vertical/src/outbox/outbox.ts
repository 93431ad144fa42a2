import { assertLoggable, eventHeaders, subjects } from '@jogakbo/protocol';
import { personalFields, problem, ProblemError, type Event, type EventDefinition } from '@jogakbo/contract';
import { AlreadyHandled, currentCall, remaining, spanOf, machine } from '@jogakbo/runtime';
import { Undecidable } from '../event-log/aggregate-streams.ts';
import type { Database, Transaction } from '../postgres/database.ts';

/** The events of one change of state, recorded in that change's own transaction. */
export interface Recorder {
  readonly transaction: Transaction;
  /** Says that this happened; it goes to the log after the transaction commits, and never if it doesn't. */
  readonly record: (definition: EventDefinition, event: Event) => void;
}

/**
 * Changes state and says what happened, in one transaction.
 *
 * @remarks Events reach the log in the order in which their transactions commit (writers take turns), each exactly once,
 * also over a crash between commit and publishing.
 */
export class Outbox {
  private readonly database: Database;
  private readonly wake: () => void;
  constructor(database: Database, wake: () => void) {
    this.database = database;
    this.wake = wake;
  }

  /**
   * Returns the work's result and `position`: resolves when the log has all its events, with the last one's place.
   *
   * @throws AlreadyHandled when an asynchronous command has come again.
   */
  async change<T>(work: (recorder: Recorder) => Promise<T>): Promise<{ result: T; position: () => Promise<number> }> {
    const { result, last } = await this.database.transaction(async (transaction) => {
      await transaction.query("select pg_advisory_xact_lock(hashtextextended('outbox', 0))");
      await firstTime(transaction, currentCall()?.commandId);
      const rows: OutboxRow[] = [];
      const result = await work({ transaction, record: (definition, event) => void rows.push(rowOf(definition, event)) });
      return { result, last: await insert(transaction, rows) };
    });
    this.wake();
    return { result, position: () => this.published(last) };
  }

  private async published(outboxPosition: number | undefined): Promise<number> {
    if (outboxPosition === undefined) return 0;
    const until = machine.elapsed() + remaining();
    while (machine.elapsed() < until) {
      const [row] = await this.database.query<{ log_position: number | null }>(
        'select log_position from outbox where outbox_position = $1',
        [outboxPosition],
      );
      if (row?.log_position) return row.log_position;
      await machine.pause(10);
    }
    throw new ProblemError(problem('deadline-exceeded', 'The change is committed; its events are still on their way.'));
  }
}

/** Notes the command in the inbox, with whatever it changes. */
async function firstTime(transaction: Transaction, commandId?: string) {
  if (commandId === undefined) return;
  const { rowCount } = await transaction.query(
    "insert into inbox (aggregate, key, command_id, position) values ('', '', $1, 0) on conflict do nothing",
    [commandId],
  );
  if (rowCount === 0) throw new AlreadyHandled(commandId);
}

interface OutboxRow {
  readonly event_id: string;
  readonly subject: string;
  readonly headers: Record<string, string>;
  readonly data: unknown;
}

function rowOf(definition: EventDefinition, event: Event): OutboxRow {
  if (definition.forgets || personalFields(definition).length > 0)
    throw new Error(
      `${definition.type} is about personal data: it needs a decider, whose events are sealed. An outbox keeps them in the clear.`,
    );
  const key = String(event.data[definition.by]);
  const data = loggable(definition, event, key);
  const call = currentCall();
  const id = machine.newId();
  const envelope = {
    id,
    correlationId: call?.correlationId ?? id,
    causationId: call?.causationId,
    occurredAt: machine.now().toISOString(),
    traceparent: spanOf(call?.traceparent),
  };
  return {
    event_id: id,
    subject: subjects.log(definition.vertical, definition.aggregate, key),
    headers: eventHeaders(definition, key, envelope),
    data,
  };
}

/** What is no event of its definition would be none when it is tried again. */
function loggable(definition: EventDefinition, { data }: Event, key: string): unknown {
  try {
    assertLoggable(definition, data);
    return definition.schema.parse(data);
  } catch (error) {
    throw new Undecidable(definition.aggregate, key, error);
  }
}

async function insert(transaction: Transaction, rows: OutboxRow[]): Promise<number | undefined> {
  if (rows.length === 0) return undefined;
  const { rows: inserted } = await transaction.query<{ last: number }>(
    `with added as (
       insert into outbox (event_id, subject, headers, data)
       select event_id, subject, headers, data
       from rows from (jsonb_to_recordset($1) as (event_id uuid, subject text, headers jsonb, data jsonb))
         with ordinality as r(event_id, subject, headers, data, place)
       order by place
       returning outbox_position
     ) select max(outbox_position) as last from added`,
    [JSON.stringify(rows)],
  );
  return inserted[0]?.last;
}
