import { deepStrictEqual } from 'node:assert/strict';
import type { Command, Event } from '@jogakbo/contract';
import { decided, evolved, isRejection, type Decider } from './decider.ts';
import { foldRow, type Projection } from './projection.ts';

/** The moment at which everything in a specification happens. */
export const now = new Date('2030-01-01T12:00:00Z');

/**
 * The rulebook form of a decider's spec: given what happened, when this is asked, then exactly that follows.
 *
 * @example
 * const given = specification(door);
 * given(DoorOpened({ doorId })).when(OpenDoor({ doorId })).thenNothing();
 */
export const specification =
  (subject: Decider<any, any, any>) =>
  (...history: Event[]) => ({
    when: (command: Command) => {
      const outcome = decided(subject, command, evolved(subject, history), { now });
      return {
        then: (...expected: Event[]) => deepStrictEqual(outcome, expected),
        thenNothing: () => deepStrictEqual(outcome, []),
        thenRejected: (reason: string) => deepStrictEqual(isRejection(outcome) ? outcome.reason : outcome, reason),
      };
    },
  });

/**
 * The rulebook form of a projection's spec: given these events, then exactly this row.
 *
 * @example
 * projected(store)(StoreOpened(aurora), StoreClosed({ storeId })).then(null);
 */
export const projected =
  <Row>(projection: Projection<Row, any>) =>
  (...history: Event[]) => ({
    then: (expected: Row | null) => {
      const row = history.reduce<Row | null>(
        (known, event, index) => foldRow(projection, known, event, { position: index + 1, place: 0, occurredAt: now }),
        null,
      );
      deepStrictEqual(row, expected);
    },
  });
