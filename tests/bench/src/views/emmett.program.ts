import { createRequire } from 'node:module';
import path from 'node:path';

/** Emmett folds what its store has into PostgreSQL, in a process of its own: it says how many seconds that took. */
interface Consumer {
  readonly projector: (options: object) => unknown;
  readonly start: () => Promise<void>;
  readonly close: () => Promise<void>;
}
interface Emmett {
  readonly postgreSQLEventStoreConsumer: (options: object) => Consumer;
  readonly postgreSQLRawSQLProjection: (definition: object) => object;
  readonly pongoSingleStreamProjection: (definition: object) => object;
}
interface Moved {
  readonly data: {
    readonly partId: string;
    readonly serial: number;
    readonly place: string;
    readonly weight: number;
    readonly note: string;
  };
}

const load = createRequire(path.join(process.env['PEERS']!, 'package.json'));
const { postgreSQLEventStoreConsumer, postgreSQLRawSQLProjection, pongoSingleStreamProjection } = load(
  '@event-driven-io/emmett-postgresql',
) as Emmett;
const { SQL } = load('@event-driven-io/dumbo') as { SQL: (parts: TemplateStringsArray, ...values: unknown[]) => unknown };

const canHandle = ['PartMoved'];
const kinds: Record<string, () => object> = {
  rows: () =>
    postgreSQLRawSQLProjection({
      ...{ name: 'move', canHandle },
      evolve: ({ data: { partId, serial, place, weight, note } }: Moved) => SQL`
        insert into move (part_id, times, in_order, serial, place, weight, note)
        values (${partId}, 1, true, ${serial}, ${place}, ${weight}, ${note})
        on conflict (part_id) do update set times = move.times + 1, in_order = move.in_order and excluded.serial > move.serial,
          serial = excluded.serial, place = excluded.place, weight = excluded.weight, note = excluded.note`,
    }),
  documents: () =>
    pongoSingleStreamProjection({
      ...{ collectionName: 'move_document', canHandle, getDocumentId: ({ data }: Moved) => data.partId },
      evolve: (document: { times: number; inOrder: boolean; serial: number } | null, { data }: Moved) => ({
        ...data,
        times: (document?.times ?? 0) + 1,
        inOrder: (document?.inOrder ?? true) && data.serial > (document?.serial ?? 0),
      }),
    }),
};

const batchSize = Number(process.env['BATCH']);
const consumer = postgreSQLEventStoreConsumer({
  connectionString: process.env['DATABASE_URL'],
  stopWhen: { noMessagesLeft: true },
  ...(batchSize > 0 && { pulling: { batchSize } }),
});
consumer.projector({ projection: kinds[process.env['KIND']!]!(), processorId: process.env['PROCESSOR'], startFrom: 'BEGINNING' });
process.once('message', () => {
  const begun = performance.now();
  void consumer.start().then(async () => {
    process.send!({ seconds: (performance.now() - begun) / 1000 });
    await consumer.close();
    process.exit(0);
  });
});
process.send!('ready');
