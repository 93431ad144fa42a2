import type { Database } from '../../postgres/database.ts';
import { lockKey } from '../../subscriptions/dead-letters.ts';
import { forget, lettersOf } from './letters.ts';
import type { LoggedEvents } from './logged-events.ts';
import { NOTHING_LEFT, type Redelivering, type Stretch } from './redelivery.ts';
import { actInTime, type Acting, type Doing } from '../../reactors/acting-follower.ts';

/** With what an acting follower's dead letters are acted on again. */
export interface ActingAgain {
  readonly database: Database;
  readonly doing: Doing;
  readonly log: LoggedEvents;
}

/** Acts on a follower's dead letters again, and then takes them away: what comes for their key waits until none is left. */
export function actingRedelivering(acting: Acting, { database, doing, log }: ActingAgain): Redelivering {
  const of = { reader: acting.name, stream: acting.stream };
  const redeliver = async (key: string): Promise<Stretch> => {
    const [letter] = await lettersOf({ ...of, key }, 1, database.autocommit);
    if (!letter) return NOTHING_LEFT;
    const { events, dead } = await log.of(letter, acting.from);
    if (dead[0]) return { ...NOTHING_LEFT, failure: dead[0].reason };
    for (const event of events) await actInTime(acting, event, doing);
    await database.transaction(async (transaction) => {
      await lockKey(of, key, transaction);
      await forget(letter, transaction);
    });
    return { redelivered: 1, goesOn: true };
  };
  return { ...of, redeliver };
}
