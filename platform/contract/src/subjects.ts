import type { EventDefinition } from './message.ts';

/** The subjects of NATS, spelt here and nowhere else. */
export const subjects = {
  /** A request to one release of a vertical; its replicas share it as one queue group. */
  request: (vertical: string, version: string, message: string) => `rpc.${vertical}.${version}.${message}`,
  /** The log of one aggregate; every event of the aggregate goes here, in order. */
  log: (vertical: string, aggregate: string, key: string) => `${vertical}.log.${aggregate}.${key}`,
  /** The log of all aggregates of a vertical: what its JetStream stream keeps. */
  logOf: (vertical: string) => `${vertical}.log.>`,
  /** The kind of aggregate whose log a subject is. */
  aggregateIn: (subject: string) => subject.split('.', 3)[2] ?? '',
  /** The key of the aggregate whose log a subject is. */
  keyIn: (subject: string) => subject.split('.').slice(3).join('.'),
  /** Where an event of this definition is found, for one key or, without one, for all. */
  topic: (event: EventDefinition, key = '*') => `${event.vertical}.log.${event.aggregate}.${key}`,
  /** Where a command waits for its owner. */
  command: (vertical: string, type: string) => `${vertical}.command.${type}`,
  /** Where a command is sent to whoever can carry it out at once; nobody keeps it. */
  prompt: (vertical: string, type: string) => `${vertical}.prompt.${type}`,
  /** Where what became of a command waits for the saga that sent it. */
  outcome: (vertical: string, aggregate: string) => `${vertical}.outcome.${aggregate}`,
  /** All that waits for a vertical: what its JetStream stream of commands keeps until it is done. */
  waitingFor: (vertical: string) => [`${vertical}.command.>`, `${vertical}.outcome.>`],
  /** A running process says what it offers. */
  announcement: (vertical: string) => `announce.${vertical}`,
  announcements: 'announce.>',
  /** A newcomer asks everybody to announce themselves. */
  announcePlease: 'announce.please',
} as const;

/** The names of a vertical's JetStream consumers: rights are given by name, so nobody can read in another's place. */
export const consumers = {
  /** Reads a log once for all projections of a vertical, or for all that its sagas, reactions and gatherings follow there. */
  together: (vertical: string, kind: 'projections' | 'processes') => (kind === 'projections' ? vertical : `${vertical}--processes`),
  /** Reads a log for one follower that is read for apart from the others. */
  apart: (vertical: string, follower: string) => `${vertical}-${follower}`,
  /** Takes what waits for a vertical; its replicas share it. */
  ofCommands: (vertical: string) => vertical,
} as const;

/** The JetStream stream that keeps what waits for a vertical. */
export const commandStream = (vertical: string) => `${vertical}-commands`;

/** The key-value bucket of live pointers: vertical → the version that answers. */
export const RELEASES_BUCKET = 'releases';

/** The key-value bucket of sessions that were ended before their time. */
export const ENDED_SESSIONS_BUCKET = 'ended-sessions';

/** Names of messages that the platform itself asks of every vertical. */
export const platformMessages = {
  render: 'platform-render',
  seen: 'platform-seen',
  page: 'platform-page',
  history: 'platform-history',
  state: 'platform-state',
  verification: 'platform-verification',
  letters: 'platform-letters',
  redeliver: 'platform-redeliver',
  discard: 'platform-discard',
  views: 'platform-views',
  rebuild: 'platform-rebuild',
  row: 'platform-row',
  processes: 'platform-processes',
  retry: 'platform-retry',
  compensate: 'platform-compensate',
} as const;
