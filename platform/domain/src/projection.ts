import type { DataOf, EventDefinition } from '@jogakbo/contract';
import type { NoneIndexed } from './keyed.ts';

/** A table of rows, and the field that identifies one; `table` and columns are snake_case in the database. */
export interface Table<Row> {
  readonly table: string;
  readonly key: keyof Row & string;
  /** Type-level only. */
  readonly '~row'?: Row;
}
export const table = <Row>(name: string, key: keyof Row & string): Table<Row> => ({ table: name, key });

type Events = Record<string, EventDefinition>;

/** What is known of an event besides its data. */
export interface Occurrence {
  /** Place in the log it was read from; grows by the log's order. */
  readonly position: number;
  /** Place among the events of its commit, from 0. */
  readonly place: number;
  readonly occurredAt: Date;
}

type Fold<Row, E extends Events> = {
  readonly [K in keyof E]: (event: DataOf<E[K]>, row: NoInfer<Row> | null, occurrence: Occurrence) => NoInfer<Row> | null;
};

/** Events folded into a table: one row per key; `null` removes the row. */
export interface Projection<Row = any, E extends Events = Events> {
  readonly name: string;
  readonly into: Table<Row>;
  readonly from: E;
  readonly on: Fold<Row, E>;
  /** Where the key is not a field of the events: how it is made of one. */
  readonly keyOf?: (data: any) => string;
}

/** The key of the row that an event is folded into. */
export const rowKey = ({ into, keyOf }: Projection, data: any): string => String((keyOf ? keyOf(data) : data?.[into.key]) ?? '');

/**
 * Declares a projection. The name is durable: it names the checkpoint and the consumer, so changing it is a migration.
 *
 * @remarks Every event must carry the table's key. The platform reads each log in order, in batches, and commits rows
 * and checkpoint together, so that each event counts once. The fold is pure: same events, same rows.
 * @example
 * export const store = projection('store', {
 *   into: table<Store>('store', 'storeId'),
 *   from: { StoreOpened, StoreClosed },
 *   on: { StoreOpened: (store) => store, StoreClosed: () => null },
 * });
 */
export const projection = <const Row, E extends Events>(
  name: string,
  definition: NoneIndexed<Row> & { into: Table<Row>; from: { [K in keyof E]: E[K] & Carries<Row> }; on: Fold<Row, E> },
): Projection<Row, E> => {
  const { into, from } = definition;
  const keyless = Object.values<EventDefinition>(from).filter(({ schema }) => 'shape' in schema && !(into.key in (schema.shape as object)));
  if (keyless.length > 0)
    throw new Error(`Projection ${name}: ${keyless.map(({ type }) => type).join(', ')} lacks ${into.key}, by which its rows are found.`);
  return { name, ...definition };
};

/** An event that some key of the row is found in. */
type Carries<Row> = { readonly '~data'?: Partial<Record<keyof Row, any>> };

/** Folds one event into a row; events that the projection does not name leave it as it is. */
export function foldRow<Row>(
  projection: Projection<Row>,
  row: Row | null,
  event: { type: string; data: any },
  occurrence: Occurrence,
): Row | null {
  return Object.hasOwn(projection.on, event.type) ? projection.on[event.type]!(event.data, row, occurrence) : row;
}
