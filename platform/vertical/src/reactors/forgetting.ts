import { subjects } from '@jogakbo/protocol';
import type { Decider } from '@jogakbo/domain';
import type { ReadEvent } from '../subscriptions/read-batch.ts';
import type { Acting } from './acting-follower.ts';

/** Deletes the keys to personal data that is to be forgotten: also after a crash, and once more in a database that was restored. */
export function forgetting(vertical: string, deciders: readonly Decider[]): Acting[] {
  const from = deciders.flatMap(({ events }) => Object.values(events)).filter(({ forgets }) => forgets);
  if (from.length === 0) return [];
  const fieldOf = new Map(from.map(({ aggregate, by }) => [aggregate, by]));
  const keyOf = ({ aggregate, data }: ReadEvent) => subjects.log(vertical, aggregate, String(data[fieldOf.get(aggregate)!]));
  return [{ name: 'forgetting', stream: vertical, from, keyOf, act: (event, { forget }) => forget(keyOf(event)) }];
}
