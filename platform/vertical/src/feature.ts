import type { Provider, Type } from '@nestjs/common';
import type { NatsConnection } from '@nats-io/transport-node';
import type { JetStream } from '@jogakbo/runtime';
import type { CommandSender } from './commands/command-sender.ts';
import type { CarryOut } from './commands/joined.ts';
import type { JetStreamLog } from './event-log/jetstream-log.ts';
import type { DatabaseSnapshots } from './event-log/snapshots.ts';
import type { PersonalKeys } from './personal/personal-keys.ts';
import type { Database } from './postgres/database.ts';
import type { Leadership } from './postgres/leadership.ts';
import type { Processes } from './reactors/processes.ts';
import type { VerticalDefinition } from './vertical.ts';

/** One thing that a vertical with a database does, from its start to its end. */
export interface Feature {
  /** What the vertical's handlers are given. */
  readonly providers?: readonly Provider[];
  /** What answers whoever operates the vertical. */
  readonly handlers?: readonly Type[];
  /** Begins what needs no handler of the vertical. */
  readonly start?: () => void;
  /** The vertical's handlers can be called from now on. */
  readonly serve?: (handle: CarryOut) => void;
  /** Resolves when it has seen the writes that the current call knows of. */
  readonly caughtUp?: () => Promise<void>;
  /** Takes nothing more for the handlers; resolves when what was taken is done. */
  readonly leave?: () => Promise<unknown>;
  /** Ends what was started; resolves when nothing of it goes on. */
  readonly stop?: () => Promise<unknown>;
  /** What keeps the vertical from being ready, if anything. */
  readonly problem?: () => string | undefined;
}

/** What features are made of. */
export interface FeatureParts extends JetStream {
  readonly definition: VerticalDefinition;
  readonly connection: NatsConnection;
  readonly database: Database;
  readonly leadership: Leadership;
  /** Of the release that runs. */
  readonly version: string;
  readonly log: JetStreamLog;
  readonly kept: { readonly snapshots: DatabaseSnapshots; readonly personal: PersonalKeys };
  readonly processes: Processes;
  readonly sender: CommandSender;
  /** Aborts when the process is told to stop. */
  readonly stopping: AbortSignal;
}
