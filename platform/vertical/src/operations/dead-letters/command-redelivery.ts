import type { JetStreamClient } from '@nats-io/jetstream';
import { headers as natsHeaders } from '@nats-io/transport-node';
import { commandStream } from '@jogakbo/protocol';
import type { Database } from '../../postgres/database.ts';
import { COMMANDS } from '../../subscriptions/dead-letters.ts';
import { forget, lettersOf } from './letters.ts';
import { NOTHING_LEFT, type Redelivering, type Stretch } from './redelivery.ts';

/** What belongs to one sending, and not to the command. */
const OF_THE_BROKER = /^nats-/i;

/** Sends commands that failed for good to their vertical once more: with their own ids, so that what is done already stays done once. */
export function commandRedelivering(vertical: string, database: Database, jetstream: JetStreamClient): Redelivering {
  const of = { reader: COMMANDS, stream: commandStream(vertical) };
  const redeliver = async (key: string): Promise<Stretch> => {
    const [letter] = await lettersOf({ ...of, key }, 1, database.autocommit);
    if (!letter) return NOTHING_LEFT;
    const { subject, headers, body } = letter;
    if (subject === null || body === null)
      return { ...NOTHING_LEFT, failure: 'What it was about has not been kept: nobody but you can tell what is to be done' };
    const made = natsHeaders();
    for (const [name, value] of Object.entries(headers ?? {})) if (!OF_THE_BROKER.test(name)) made.set(name, value);
    await jetstream.publish(subject, body, { headers: made, msgID: `${of.stream}.${letter.position}.again` });
    await forget(letter, database.autocommit);
    return { redelivered: 1, goesOn: true };
  };
  return { ...of, redeliver };
}
