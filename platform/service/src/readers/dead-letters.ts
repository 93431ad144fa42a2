import type { Transaction } from '../postgres/database.ts';
import { log } from '../telemetry/log.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { DeadEvent } from './read-batch.ts';

/** An event that failed for good, and which of the reader's keys it is about. */
export interface DeadLetter extends DeadEvent {
  readonly key: string;
}

/** Writes down what failed for good, with its reason. */
export async function bury({ reader, stream }: Checkpoint, letters: readonly DeadLetter[], connection: Pick<Transaction, 'query'>) {
  for (const { event, reason, key } of letters) {
    const { position, place } = event.occurrence;
    log.error({ reader, position, reason }, 'An event failed for good');
    await connection.query(
      `insert into dead_letter (reader, stream, position, place, type, key, reason, data) values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict do nothing`,
      [reader, stream, position, place, event.type, key, reason, JSON.stringify(event.data)],
    );
  }
}
