import type { EventDefinition } from '@jogakbo/contract';

/** Who says something to whom: verticals by their names. */
export interface Exchange {
  readonly to: string;
  readonly by: string;
}

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
  /** Where is told what a JetStream stream has stored under a subject, with its position in the headers. */
  stored: (subject: string) => `stored.${subject}`,
  /** Where a command waits for its owner. The sender is part of it, since NATS lets nobody publish in another's name. */
  command: ({ to, by }: Exchange, type: string) => `${to}.command.${by}.${type}`,
  /** Where a command is sent to whoever can carry it out at once; nobody keeps it. */
  prompt: ({ to, by }: Exchange, type: string) => `${to}.prompt.${by}.${type}`,
  /** Where a command's owner tells the saga that sent it what became of it. */
  outcome: ({ to, by }: Exchange, aggregate: string) => `${to}.outcome.${by}.${aggregate}`,
  /** Who sent a command, a prompt or an outcome; unknown of what has waited since subjects named nobody. */
  senderIn: (subject: string) => {
    const [, , by, what] = subject.split('.', 4);
    return what === undefined ? undefined : by;
  },
  /** Whether what waits for a vertical is an outcome, and no command. */
  isOutcome: (subject: string) => subject.split('.', 2)[1] === 'outcome',
  /** All that waits for a vertical: what its JetStream stream of commands keeps until it is done. */
  waitingFor: (vertical: string) => [`${vertical}.command.>`, `${vertical}.outcome.>`],
  /** A running process says what it offers. */
  announcement: (vertical: string) => `announce.${vertical}`,
  announcements: 'announce.>',
  /** The unit on whose own subject somebody announces. */
  announcedIn: (subject: string) => subject.split('.')[1] ?? '',
  /** A newcomer asks everybody to announce themselves. */
  announcePlease: 'announce.please',
} as const;

/** The names of a vertical's JetStream consumers. A log has none: whoever reads it keeps its own place. */
export const consumers = {
  /** Takes what waits for a vertical; its replicas share it. */
  ofCommands: (vertical: string) => vertical,
} as const;

/** The JetStream stream that keeps what waits for a vertical. */
export const commandStream = (vertical: string) => `${vertical}-commands`;

/** Where the JetStream API of the account that keeps all streams is asked: the own one of a process has none. */
export const JETSTREAM_API = '$SHOP.API';

/** The key-value bucket of what whoever deploys says: which version of a unit answers, and which releases of it are deployed. */
const RELEASES_BUCKET = 'releases';

/** The JetStream stream of that bucket. */
export const pointerStream = `KV_${RELEASES_BUCKET}`;

/** The subjects of live pointers, and of the releases that are deployed. */
export const pointers = {
  all: `$KV.${RELEASES_BUCKET}.>`,
  of: (vertical: string) => `$KV.${RELEASES_BUCKET}.${vertical}`,
  deployed: (vertical: string) => `$KV.${RELEASES_BUCKET}.${vertical}.deployed`,
  /** The vertical that is spoken of. */
  verticalIn: (subject: string) => subject.split('.')[2] ?? '',
  isDeployed: (subject: string) => subject.split('.')[3] === 'deployed',
} as const;

/** The key-value bucket of sessions that were ended before their time, and for how long a session lasts. */
const ENDED_SESSIONS_BUCKET = 'ended-sessions';
export const SESSION_SECONDS = 8 * 60 * 60;

/** The JetStream stream and the subjects of that bucket. */
export const endedSessionStream = `KV_${ENDED_SESSIONS_BUCKET}`;
export const endedSession = (id: string) => `$KV.${ENDED_SESSIONS_BUCKET}.${id}`;

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
