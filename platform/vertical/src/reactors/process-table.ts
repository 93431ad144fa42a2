import { evolved, type Process, type ProcessStatus, type Projection } from '@jogakbo/domain';

/** A saga or gathering under way, or at its end, as operators see it. */
export interface ProcessRow {
  /** `<kind of stream>/<key>` */
  readonly process: string;
  readonly name: string;
  readonly key: string;
  readonly status: ProcessStatus;
  readonly waitsFor: readonly string[];
  readonly attempts: number;
  readonly reason: string | null;
  readonly dueAt: string | null;
  readonly startedAt: string;
  readonly changedAt: string;
  readonly state: unknown;
}

const processId = ({ decider }: Process, key: string) => `${decider.name}/${key}`;

/** Keeps the table of processes up to date with one saga's, or gathering's, streams. */
export function processTable(process: Process): Projection<ProcessRow> {
  const { decider, by } = process;
  const fold =
    (type: string) =>
    (data: any, row: ProcessRow | null, { occurredAt }: { occurredAt: Date }) => {
      const state = evolved(decider, [{ kind: 'event', type, data }], row?.state ?? decider.initialState());
      const concern = process.concern(state);
      return {
        ...{ process: processId(process, data[by]), name: decider.name, key: String(data[by]), status: process.statusOf(state), state },
        ...{ waitsFor: concern.waitsFor, attempts: concern.attempts, reason: concern.reason ?? null, dueAt: process.dueAt(state) ?? null },
        ...{ startedAt: row?.startedAt ?? occurredAt.toISOString(), changedAt: occurredAt.toISOString() },
      };
    };
  return {
    name: `table-of-${decider.name}`,
    into: { table: 'process', key: 'process' },
    from: decider.events,
    on: Object.fromEntries(Object.keys(decider.events).map((type) => [type, fold(type)])),
    keyOf: (data) => processId(process, String(data[by])),
  };
}
