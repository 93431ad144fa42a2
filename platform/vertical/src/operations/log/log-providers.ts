import type { Decider } from '@jogakbo/domain';
import type { Database } from '../../postgres/database.ts';
import { Histories } from './history.ts';
import type { JetStreamLog } from '../../event-log/jetstream-log.ts';
import { DatabaseMemory } from './log-memory.ts';
import { LogVerification } from './verification.ts';

/** What a vertical has to do with logs. */
interface LogUse {
  readonly vertical: string;
  readonly keepsLog: boolean;
  /** Those of its processes too. */
  readonly deciders: readonly Decider[];
  /** The logs that it follows. */
  readonly reads: readonly string[];
  readonly stop: AbortSignal;
}

/** What the platform's own handlers need to answer questions about a vertical's log. */
export const logProviders = ({ deciders, ...use }: LogUse, log: JetStreamLog, database: Database) => {
  const verified = { ...use, aggregates: deciders.map(({ name }) => name) };
  return [
    { provide: Histories, useValue: new Histories(deciders, log) },
    { provide: LogVerification, useValue: new LogVerification(verified, log, new DatabaseMemory(database)) },
  ];
};
