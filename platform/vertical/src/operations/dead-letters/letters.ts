import { problem, ProblemError, wellFormed } from '@jogakbo/contract';
import type { DiscardRequest, FailingReader, Letter, Letters } from '@jogakbo/protocol';
import type { Connection, Database, Transaction } from '../../postgres/database.ts';
import { Checkpoint, REBUILDS } from '../../subscriptions/checkpoint.ts';
import { lockKey, type Reader } from '../../subscriptions/dead-letters.ts';
import { parkedAs, type Place } from '../../subscriptions/parking.ts';

/** The key of a reader whose letters wait for each other. */
export interface LetterKey extends Reader {
  readonly key: string;
}

/** A dead letter as it was written down. */
export interface WrittenLetter extends LetterKey {
  readonly position: number;
  readonly place: number;
  readonly type: string;
  /** Of what failed itself, as it was received. */
  readonly subject: string | null;
  readonly headers: Readonly<Record<string, string>> | null;
  readonly body: Buffer | null;
}

/** Keys that are listed; of more, their number is told. */
const LISTED = 1000;
const COLUMNS = 'reader, stream, position, place, type, key, reason, failed_at';

/** The letters of a key, the oldest first. */
export async function lettersOf({ reader, stream, key }: LetterKey, most: number, connection: Connection): Promise<WrittenLetter[]> {
  const { rows } = await connection.query<WrittenLetter>(
    `select reader, stream, key, position, place, type, subject, headers, body from dead_letter
     where reader = $1 and stream = $2 and key = $3 order by position, place limit $4`,
    [reader, stream, parkedAs(key), most],
  );
  return rows;
}

/** Takes a letter away: what it is about has been done, or never will be. */
export async function forget({ reader, stream, position, place }: Reader & Place, connection: Connection) {
  await connection.query('delete from dead_letter where reader = $1 and stream = $2 and position = $3 and place = $4', [
    ...[reader, stream, position, place],
  ]);
}

/** What a vertical's readers have written down as failed for good, for whoever operates the shop. */
export class DeadLetters {
  private readonly database: Database;
  constructor(database: Database) {
    this.database = database;
  }

  /** The first letter of each key, those that failed first before the others. */
  async list(reader?: string): Promise<Letters> {
    const rows = await this.database.query<LetterRow & { keys: number }>(
      `select *, count(*) over ()::int as keys from (${firstOfEach(`reader not like '${REBUILDS}' and ($1::text is null or reader = $1)`)}) as first
       order by failed_at, reader, stream, position, place limit ${LISTED}`,
      [reader ?? null],
    );
    return { letters: rows.map(letterOf), keys: rows[0]?.keys ?? 0, failing: await this.failing(reader) };
  }

  /** The readers that cannot go on, as those that lead them have written down. */
  private async failing(reader?: string): Promise<FailingReader[]> {
    const rows = await this.database.query<Omit<FailingReader, 'since'> & { since: Date }>(
      `select reader, stream, position, failure as reason, failing_since as since from checkpoint
       where failure is not null and ($1::text is null or reader = $1) order by failing_since, reader, stream limit ${LISTED}`,
      [reader ?? null],
    );
    return rows.map((row) => ({ ...row, since: row.since.toISOString() }));
  }

  /** How many letters each reader has. */
  async counts(): Promise<Map<string, number>> {
    const rows = await this.database.query<{ reader: string; letters: number }>(
      'select reader, count(*)::int as letters from dead_letter group by reader',
    );
    return new Map(rows.map(({ reader, letters }) => [reader, letters]));
  }

  /** The keys that have letters, of one reader or of all, those that failed first before the others. */
  async keys(reader?: string, key?: string): Promise<LetterKey[]> {
    return this.database.query<LetterKey & Record<string, unknown>>(
      `select reader, stream, key from dead_letter where reader not like '${REBUILDS}' and ($1::text is null or reader = $1) and ($2::text is null or key = $2)
       group by reader, stream, key order by min(position), reader, stream, key`,
      [reader ?? null, key === undefined ? null : parkedAs(key)],
    );
  }

  /** Writes down why a key's first letter has failed again, and gives it. */
  async failedAgain({ reader, stream, key }: LetterKey, reason: string): Promise<Letter | undefined> {
    await this.database.query(
      `update dead_letter set reason = $4, failed_at = now() where (reader, stream, position, place) in (
         select reader, stream, position, place from dead_letter
         where reader = $1 and stream = $2 and key = $3 order by position, place limit 1)`,
      [reader, stream, key, wellFormed(reason)],
    );
    const first = firstOfEach('reader = $1 and stream = $2 and key = $3');
    return (await this.database.query<LetterRow>(first, [reader, stream, key])).map(letterOf)[0];
  }

  /**
   * Forgets one letter for good, the first of its key, and gives it: what waits behind it can be redelivered then.
   *
   * @throws ProblemError `not-found`, or `rejected` for a letter that waits behind another.
   */
  async discard(request: DiscardRequest): Promise<Letter> {
    return this.database.transaction(async (transaction) => {
      const letter = await wanted(request, transaction);
      // Its reader decides by a key's letters only while it holds one of these itself.
      await Checkpoint.lock(letter, transaction);
      await lockKey(letter, letter.key, transaction);
      const text = firstOfEach('reader = $1 and stream = $2 and key = $3');
      const { rows } = await transaction.query<LetterRow>(text, [letter.reader, letter.stream, letter.key]);
      const first = rows.map(letterOf)[0];
      if (!first) throw new ProblemError(problem('not-found', noLetterAt(request)));
      if (first.position !== letter.position)
        throw new ProblemError(problem('rejected', `It waits behind ${first.position}: only the first letter of a key can be discarded`));
      await forget(first, transaction);
      return first;
    });
  }
}

interface LetterRow extends Omit<Letter, 'failedAt'> {
  readonly failed_at: Date;
  readonly [column: string]: unknown;
}

const firstOfEach = (condition: string) =>
  `select distinct on (reader, stream, key) ${COLUMNS}, count(*) over (partition by reader, stream, key)::int - 1 as waiting
   from dead_letter where ${condition} order by reader, stream, key, position, place`;

const letterOf = ({ reader, stream, position, place, type, key, reason, failed_at, waiting }: LetterRow): Letter => ({
  ...{ reader, stream, position, place, type, key, reason, failedAt: failed_at.toISOString(), waiting },
});

const noLetterAt = ({ reader, position }: DiscardRequest) => `${reader} has no dead letter at ${position}`;

async function wanted(request: DiscardRequest, transaction: Transaction): Promise<LetterKey & { readonly position: number }> {
  const { reader, stream, position } = request;
  const { rows } = await transaction.query<LetterKey & { position: number }>(
    `select reader, stream, key, position from dead_letter
     where reader = $1 and position = $2 and ($3::text is null or stream = $3) order by stream, place`,
    [reader, position, stream ?? null],
  );
  const [letter] = rows;
  if (!letter) throw new ProblemError(problem('not-found', noLetterAt(request)));
  const streams = [...new Set(rows.map((row) => row.stream))];
  if (streams.length > 1)
    throw new ProblemError(problem('rejected', `${reader} has dead letters at ${position} of ${streams.join(' and of ')}: say of which`));
  return letter;
}
