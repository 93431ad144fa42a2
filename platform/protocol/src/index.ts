export { type CommandMessage, commandWire, readCommand, Reply } from './command-message.ts';
export {
  assertLoggable,
  commitMessage,
  current,
  currentWith,
  eventIds,
  eventsIn,
  type Happening,
  type LoggedEvent,
  type Wire,
} from './commit.ts';
export { cookieHeader, isCookieValue, readCookies, writeCookies } from './cookies.ts';
export { CORRELATION_HEADER, type Envelope, eventHeaders, headerNames } from './envelope.ts';
export { isTooDeep, MOST_LEVELS } from './nesting.ts';
export {
  DiscardRequest,
  FailingReader,
  Letter,
  Letters,
  LettersRequest,
  Redelivered,
  REDELIVERY_DEADLINE,
  RedeliveryRequest,
} from './operations/dead-letters.ts';
export {
  AggregateState,
  AsOf,
  Change,
  Finding,
  History,
  HistoryCommit,
  HistoryRequest,
  StateRequest,
  Verification,
  VERIFICATION_DEADLINE,
} from './operations/log.ts';
export { CompensationRequest, ProcessesRequest, ProcessList, ProcessOutcome, ProcessView, RetryRequest } from './operations/sagas.ts';
export {
  type FoldedRow,
  LogMoment,
  PastRow,
  ProjectedView,
  ProjectedViews,
  RebuildAnswer,
  RebuildRequest,
  ROW_DEADLINE,
  RowRequest,
} from './operations/views.ts';
export {
  AnnouncedMessage,
  Announcement,
  Asset,
  DeployedReleases,
  Description,
  isOffered,
  LivePointer,
  MAX_DEPLOYED_RELEASES,
  PROVISIONING,
  Release,
  WebRelease,
} from './release.ts';
export {
  Answered,
  type Gap,
  Head,
  type Loadable,
  type Loads,
  PagePart,
  PageRequest,
  type PartsHead,
  type PartsSlot,
  RenderedBlock,
  RenderRequest,
  type SlotState,
} from './rendering.ts';
export {
  commandStream,
  consumers,
  endedSession,
  endedSessionStream,
  JETSTREAM_API,
  platformMessages,
  pointers,
  pointerStream,
  SESSION_SECONDS,
  subjects,
} from './subjects.ts';
