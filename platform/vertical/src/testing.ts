export { CommandSender } from './commands/command-sender.ts';
export { NamedRequests } from './commands/named-requests.ts';
export { type Decided, type DecidingParts, Undecidable } from './event-log/aggregate-streams.ts';
export {
  chained,
  chainHeaders,
  type Commit,
  type CommitLog,
  eventsOf,
  hashOf,
  type NewCommit,
  WrongVersion,
} from './event-log/commit-log.ts';
export { deciding, streamsOf } from './event-log/deciding.ts';
export { JetStreamLog } from './event-log/jetstream-log.ts';
export { DatabaseSnapshots, type Handled, type Snapshot, type SnapshotKey, type Snapshots } from './event-log/snapshots.ts';
export { definitionOf } from './handlers.ts';
export { HistoryHandler, StateHandler } from './operations/log/history.handlers.ts';
export { DatabaseMemory } from './operations/log/log-memory.ts';
export { logProviders } from './operations/log/log-providers.ts';
export { VerificationHandler } from './operations/log/verification.handler.ts';
export { LogVerification } from './operations/log/verification.ts';
export { OutboxRelay } from './outbox/relay.ts';
export type { PersonalData } from './personal/personal-data.ts';
export { PersonalKeys } from './personal/personal-keys.ts';
export { Leadership } from './postgres/leadership.ts';
export { migrate } from './postgres/migrate.ts';
export { projectionReaderships } from './projections/projection-writer.ts';
export { actingsOf, processesOf } from './reactors/processes.ts';
export { startVertical } from './run-vertical.ts';
export { LogReader } from './subscriptions/log-reader.ts';
export { definitionOfVertical, describe, messagesOf, type VerticalDefinition, VerticalModule } from './vertical.ts';
export { callFrom, connectToNats, runOn, ServiceConfig } from '@jogakbo/runtime';
