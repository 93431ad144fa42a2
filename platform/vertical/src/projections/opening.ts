import { currentWith } from '@jogakbo/protocol';
import { isSealed, personalFields, withoutPersonal } from '@jogakbo/contract';
import { rowKey } from '@jogakbo/domain';
import type { Transaction } from '../postgres/database.ts';
import type { Folding, foldBatch } from './read-store.ts';
import type { DeadEvent, ReadEvent } from '../subscriptions/read-batch.ts';
import type { Closed } from '../personal/closed.ts';
import { placeOf } from '../personal/personal-data.ts';
import { keysOf, type KeysBySubject } from '../personal/personal-keys.ts';
import { unseal } from '../personal/sealing.ts';

/**
 * Folds events with what is personal in them, as far as the vertical has their keys: in the transaction that writes the rows, and nowhere else.
 *
 * @remarks What fails is told without it: neither a dead letter nor its reason has personal data.
 */
export const openly =
  (fold: typeof foldBatch): typeof foldBatch =>
  async (transaction, projection, folding) => {
    if (!folding.events.some(({ closed }) => closed)) return fold(transaction, projection, folding);
    const { opened, failed } = await open(folding, transaction);
    for (const { event } of failed) folding.parking.park(rowKey(projection, event.data), event.occurrence);
    const dead = await fold(transaction, projection, { ...folding, events: [...opened.keys()] });
    return [...failed, ...dead.map(({ event, reason }) => ({ event: opened.get(event)!, reason: withoutWords(reason, event) }))];
  };

/** Events with what is personal in them, each beside what it is without. */
async function open({ events }: Folding, transaction: Transaction) {
  const keys = await keysOf(
    events.flatMap(({ closed }) => (closed ? [closed.subject] : [])),
    transaction,
  );
  const opened = new Map<ReadEvent, ReadEvent>();
  const failed: DeadEvent[] = [];
  for (const event of events) {
    try {
      opened.set(event.closed ? { ...event, data: dataOf(event.closed, keys) } : event, event);
    } catch (error) {
      failed.push({ event, reason: `what is personal in it cannot be read: ${nameOf(error)}` });
    }
  }
  return { opened, failed };
}

function dataOf({ subject, logged, definition }: Closed, keys: KeysBySubject): unknown {
  const key = keys.get(subject);
  const data = logged.data() as Record<string, unknown>;
  const said = Object.entries(data).map(([field, value]) => {
    if (!isSealed(value)) return [field, value];
    return [field, key ? unseal(value, key, placeOf(subject, logged.id, field)) : null];
  });
  const event = currentWith(definition, { ...logged, data: () => Object.fromEntries(said) });
  // An event of a release that sealed nothing yet says it all; once it is forgotten, it is not read any more.
  return key === null ? withoutPersonal(definition, event) : event;
}

/** What an error says of what was read may have some of it. */
const nameOf = (error: unknown) => (error instanceof Error ? error.name : 'it does not fit');

/** A reason without the words that only the opened event has. */
function withoutWords(reason: string, { data, closed }: ReadEvent): string {
  if (!closed) return reason;
  const words = personalFields(closed.definition).flatMap((field) => wordsIn(data[field]));
  return words.reduce((left, word) => left.replaceAll(word, '…'), reason);
}

/** A single letter says nothing about anybody. */
function wordsIn(value: unknown): string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(wordsIn);
  return typeof value === 'string' && value.length > 1 ? [value] : [];
}
