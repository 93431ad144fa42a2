import { AckPolicy, DiscardPolicy, RetentionPolicy, StorageType, type ConsumerConfig, type StreamConfig } from '@nats-io/jetstream';
import {
  commandStream,
  consumers,
  endedSession,
  endedSessionStream,
  pointerStream,
  pointers,
  SESSION_SECONDS,
  subjects,
} from '@jogakbo/protocol';
import type { Needs } from './needs.ts';

/** The most bytes that a stream of each kind may have: so much, and no more, can one vertical take of what all share. */
export interface StreamSizes {
  readonly log: number;
  readonly commands: number;
}

/** How streams are kept. */
export interface Keeping extends StreamSizes {
  /** NATS servers that have each stream. */
  readonly replicas: number;
}

/** A JetStream stream with its durable consumers. */
export interface ProvidedStream {
  readonly config: Partial<StreamConfig> & { readonly name: string };
  readonly consumers: readonly (Partial<ConsumerConfig> & { readonly durable_name: string })[];
}

const MILLISECONDS = 1_000_000;
const DUPLICATE_WINDOW = 120_000 * MILLISECONDS;
/** Milliseconds after which a command that nobody says to be working on is given to somebody else. */
const PATIENCE = 3000;
const UNDER_WAY = 1000;
/** Live pointers that are remembered of each unit, and bytes for all of a bucket. */
const HISTORY = 20;
const BUCKET_SIZE = 16 * 2 ** 20;

/** Whoever reads a stream hears what it has stored, once it has. */
const republish = { src: '>', dest: subjects.stored('>') };

/** All streams that these verticals need, and the buckets of live pointers and of ended sessions. */
export const streamsFor = (needs: readonly Needs[], keeping: Keeping): ProvidedStream[] => [
  pointersIn(keeping),
  endedSessionsIn(keeping),
  ...needs.flatMap(({ vertical, keepsLog, takesCommands }) => [
    ...(keepsLog ? [logOf(vertical, keeping)] : []),
    ...(takesCommands ? [commandsOf(vertical, keeping)] : []),
  ]),
];

/** What a log promises: nothing can be deleted or purged from it, and a full one refuses what is new instead of dropping what is old. */
export const logPromises = (vertical: string) => ({
  subjects: [subjects.logOf(vertical)],
  retention: RetentionPolicy.Limits,
  storage: StorageType.File,
  discard: DiscardPolicy.New,
  deny_delete: true,
  deny_purge: true,
  allow_direct: true,
});

const logOf = (vertical: string, { log, replicas }: Keeping): ProvidedStream => ({
  config: {
    ...logPromises(vertical),
    ...{ name: vertical, max_bytes: log, num_replicas: replicas, duplicate_window: DUPLICATE_WINDOW, republish },
  },
  consumers: [],
});

/** What keeps a vertical's commands while it is off forgets each when it is done. */
const commandsOf = (vertical: string, { commands, replicas }: Keeping): ProvidedStream => ({
  config: {
    name: commandStream(vertical),
    subjects: subjects.waitingFor(vertical),
    retention: RetentionPolicy.Workqueue,
    storage: StorageType.File,
    discard: DiscardPolicy.New,
    max_bytes: commands,
    num_replicas: replicas,
    duplicate_window: DUPLICATE_WINDOW,
  },
  consumers: [
    {
      durable_name: consumers.ofCommands(vertical),
      ack_policy: AckPolicy.Explicit,
      ack_wait: PATIENCE * MILLISECONDS,
      max_ack_pending: UNDER_WAY,
      max_deliver: -1,
    },
  ],
});

/** A key-value bucket, as clients know it by its stream's name and subjects. */
const bucket = {
  retention: RetentionPolicy.Limits,
  storage: StorageType.File,
  discard: DiscardPolicy.New,
  max_bytes: BUCKET_SIZE,
  allow_rollup_hdrs: true,
  deny_delete: true,
  allow_direct: true,
};

const pointersIn = ({ replicas }: Keeping): ProvidedStream => ({
  config: {
    ...bucket,
    ...{ name: pointerStream, subjects: [pointers.all], max_msgs_per_subject: HISTORY, num_replicas: replicas, republish },
    duplicate_window: DUPLICATE_WINDOW,
  },
  consumers: [],
});

/** Who has been signed out stays so for as long as a session would last. */
const endedSessionsIn = ({ replicas }: Keeping): ProvidedStream => ({
  config: {
    ...bucket,
    ...{ name: endedSessionStream, subjects: [endedSession('>')], max_msgs_per_subject: 1, num_replicas: replicas },
    max_age: SESSION_SECONDS * 1000 * MILLISECONDS,
    duplicate_window: DUPLICATE_WINDOW,
  },
  consumers: [],
});
