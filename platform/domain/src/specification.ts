import { deepStrictEqual } from 'node:assert/strict';
import type { Event } from '@jogakbo/contract';
import { foldRow, type Projection } from './projection.ts';

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
      const occurredAt = new Date(0);
      const row = history.reduce<Row | null>(
        (known, event, index) => foldRow(projection, known, event, { position: index + 1, occurredAt }),
        null,
      );
      deepStrictEqual(row, expected);
    },
  });
