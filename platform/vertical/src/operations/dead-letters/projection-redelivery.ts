import type { Projection } from '@jogakbo/domain';
import type { Database, Transaction } from '../../postgres/database.ts';
import { Checkpoint } from '../../subscriptions/checkpoint.ts';
import { forget, lettersOf, type WrittenLetter } from './letters.ts';
import type { LoggedEvents } from './logged-events.ts';
import { Parking } from '../../subscriptions/parking.ts';
import type { Redelivering, Stretch } from './redelivery.ts';
import { streamOf } from '../../projections/projection-writer.ts';
import { foldOneByOne } from '../../projections/read-store.ts';
import { openly } from '../../projections/opening.ts';

/** The most letters of one transaction. */
const AT_ONCE = 100;

/** Folds a projection's dead letters again: rows change and letters go in one transaction, while the projection's writer waits. */
export function projectionRedelivering(projection: Projection, database: Database, log: LoggedEvents): Redelivering {
  const of = { reader: projection.name, stream: streamOf(projection) };
  const failureOf = async (letter: WrittenLetter, transaction: Transaction): Promise<string | undefined> => {
    const { events, dead } = await log.of(letter, Object.values(projection.from));
    if (dead[0]) return dead[0].reason;
    await transaction.query('savepoint letter');
    const [failed] = await openly(foldOneByOne)(transaction, projection, { events, parking: new Parking() });
    if (failed) await transaction.query('rollback to savepoint letter');
    await transaction.query('release savepoint letter');
    return failed?.reason;
  };
  const redeliver = (key: string): Promise<Stretch> =>
    database.transaction(async (transaction) => {
      await Checkpoint.lock(of, transaction);
      const letters = await lettersOf({ ...of, key }, AT_ONCE, transaction);
      for (const [redelivered, letter] of letters.entries()) {
        const failure = await failureOf(letter, transaction);
        if (failure !== undefined) return { redelivered, failure, goesOn: false };
        await forget(letter, transaction);
      }
      return { redelivered: letters.length, goesOn: letters.length === AT_ONCE };
    });
  return { ...of, redeliver };
}
