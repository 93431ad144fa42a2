import { commandStream, consumers, ENDED_SESSIONS_BUCKET, platformMessages, subjects, RELEASES_BUCKET } from '@jogakbo/contract';

/** A durable reader of a log: which JetStream stream it reads, by which consumer. */
export interface Reader {
  stream: string;
  consumer: string;
}

/** A command that is sent to its owner without waiting for an answer. */
export interface Sent {
  vertical: string;
  type: string;
}

/** What a vertical needs of NATS and PostgreSQL before it can run. */
export interface Needs {
  vertical: string;
  readers: Reader[];
  sends: Sent[];
}

/** Who may connect to NATS, and what each may say and hear. */
export interface NatsUser {
  name: string;
  publish: string[];
  subscribe: string[];
  /** Whether it answers requests, which are then the only other subjects it may publish to. */
  responds: boolean;
}

const RELEASES = `KV_${RELEASES_BUCKET}`;
const REQUESTS = 'rpc.>';
const requestsTo = (vertical: string) => `rpc.${vertical}.>`;

/** The prefix of the subjects on which a user awaits answers: nobody else can listen there. */
export const inboxOf = (user: string) => `_INBOX_${user}`;

/** All users of the shop: one per kind of process, with no right that it doesn't need. */
export function natsUsers(needs: Needs[]): NatsUser[] {
  const sendersTo = (owner: string) => needs.filter(({ sends }) => sends.some(({ vertical }) => vertical === owner));
  return [dev, gateway, operator, shell, ...needs.map((need) => verticalUser(need, sendersTo(need.vertical)))];
}

/**
 * A vertical writes its own log, reads the logs that its release names, sends the commands that it names, and answers requests
 * and commands made to it. To those who send it commands it says what became of them.
 */
export function verticalUser({ vertical, readers, sends }: Needs, senders: Needs[] = []): NatsUser {
  const commands = commandStream(vertical);
  return {
    name: vertical,
    publish: [
      subjects.logOf(vertical),
      subjects.announcement(vertical),
      ...answersTo('gateway', 'shell', 'operator', ...senders.map((sender) => sender.vertical)),
      '$JS.API.INFO',
      ...ownStream(vertical),
      ...ownStream(commands),
      ...consumerOf(commands, consumers.ofCommands(vertical)),
      // What has failed for good is sent to itself again.
      ...subjects.waitingFor(vertical),
      // Two processes of one release need what one needs: nothing is reloaded for the second.
      ...new Set(sends.flatMap((sent) => [subjects.command(sent.vertical, sent.type), subjects.prompt(sent.vertical, sent.type)])),
      ...senders.map((sender) => subjects.outcome(sender.vertical, '*')),
      ...new Set(
        readers.flatMap(({ stream, consumer }) => [...consumersTogether(vertical), consumer].flatMap((name) => reading(stream, name))),
      ),
    ],
    subscribe: [requestsTo(vertical), subjects.prompt(vertical, '*'), subjects.announcePlease, `${inboxOf(vertical)}.>`],
    responds: true,
  };
}

/**
 * Where those wait who ask. The right to respond alone is not enough: it expires, and whenever rights are reloaded, as at each
 * deployment, it is forgotten for all that is being answered. Nobody can guess where somebody waits.
 */
const answersTo = (...asking: string[]): string[] => asking.map((user) => `${inboxOf(user)}.>`);

const consumersTogether = (vertical: string) => (['projections', 'processes'] as const).map((kind) => consumers.together(vertical, kind));

function ownStream(stream: string): string[] {
  const administered = ['INFO', 'CREATE', 'UPDATE'].map((verb) => `$JS.API.STREAM.${verb}.${stream}`);
  return [...administered, `$JS.API.DIRECT.GET.${stream}`, `$JS.API.DIRECT.GET.${stream}.>`, `$JS.API.STREAM.MSG.GET.${stream}`];
}

const reading = (stream: string, consumer: string): string[] => [
  `$JS.API.STREAM.INFO.${stream}`,
  // What a dead letter is about is read again.
  `$JS.API.DIRECT.GET.${stream}`,
  ...consumerOf(stream, consumer),
];

function consumerOf(stream: string, consumer: string): string[] {
  const used = ['CREATE', 'INFO', 'DELETE', 'MSG.NEXT'].map((verb) => `$JS.API.CONSUMER.${verb}.${stream}.${consumer}`);
  // A consumer that filters by one subject is created on a longer subject, which ends in that filter.
  return [...used, `$JS.API.CONSUMER.CREATE.${stream}.${consumer}.>`, `$JS.ACK.${stream}.${consumer}.>`];
}

const watchingReleases = [
  '$JS.API.INFO',
  `$JS.API.STREAM.INFO.${RELEASES}`,
  `$JS.API.STREAM.MSG.GET.${RELEASES}`,
  `$JS.API.DIRECT.GET.${RELEASES}`,
  `$JS.API.DIRECT.GET.${RELEASES}.>`,
  ...['CREATE', 'INFO', 'DELETE', 'MSG.NEXT'].map((verb) => `$JS.API.CONSUMER.${verb}.${RELEASES}.>`),
  '$JS.FC.>',
];

const shell: NatsUser = {
  name: 'shell',
  publish: [REQUESTS, subjects.announcement('shell'), subjects.announcePlease, ...answersTo('gateway'), ...watchingReleases],
  subscribe: [requestsTo('shell'), subjects.announcements, `${inboxOf('shell')}.>`],
  responds: true,
};

const ENDED = `KV_${ENDED_SESSIONS_BUCKET}`;
/** Whom it has signed out, so that it knows it after a restart. */
const endingSessions = [`$KV.${ENDED_SESSIONS_BUCKET}.*`, `$JS.API.DIRECT.GET.${ENDED}`, `$JS.API.DIRECT.GET.${ENDED}.>`];

const gateway: NatsUser = {
  name: 'gateway',
  publish: [
    REQUESTS,
    subjects.announcement('gateway'),
    subjects.announcePlease,
    ...watchingReleases,
    ...endingSessions,
    '$JS.API.STREAM.INFO.*',
    '$JS.API.STREAM.NAMES',
    '$JS.API.STREAM.LIST',
    // It reads every log by consumers that nobody else knows and that the server forgets by itself.
    ...['CREATE', 'INFO', 'MSG.NEXT'].map((verb) => `$JS.API.CONSUMER.${verb}.>`),
  ],
  subscribe: [subjects.announcements, `${inboxOf('gateway')}.>`],
  responds: false,
};

const asked = [
  ...(['history', 'state', 'verification', 'letters', 'redeliver', 'discard', 'views', 'rebuild', 'row'] as const),
  ...(['processes', 'retry', 'compensate'] as const),
];

/** Whoever operates the shop: it asks every vertical about its own logs, dead letters, views and sagas, and reads and writes nothing itself. */
const operator: NatsUser = {
  name: 'operator',
  publish: asked.map((message) => subjects.request('*', '*', platformMessages[message])),
  subscribe: [subjects.announcements, `${inboxOf('operator')}.>`],
  responds: false,
};

const dev: NatsUser = {
  name: 'dev',
  publish: ['$JS.API.>', '$JS.ACK.>', '$JS.FC.>', '$KV.>', subjects.announcements],
  subscribe: [subjects.announcements, '$JS.EVENT.>', '$KV.>', `${inboxOf('dev')}.>`],
  responds: false,
};
