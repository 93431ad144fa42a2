import type { NatsConnection } from '@nats-io/transport-node';
import { DeployedReleases, LivePointer, pointers, pointerStream } from '@jogakbo/protocol';
import type { z } from 'zod';
import { readBatch } from '../log-tail/read-batch.ts';
import { log } from '../telemetry/log.ts';

/** What whoever deploys says now, by unit. */
export interface Deployed {
  /** The version that answers. */
  readonly live: ReadonlyMap<string, string>;
  readonly releases: ReadonlyMap<string, DeployedReleases>;
}

/**
 * What each live pointer says now, and which releases are deployed.
 *
 * @remarks All of it is read each time, and nothing is watched from a revision on: a bucket that was made anew counts from 1 again,
 * and nobody would be told of what lies below the number that he has seen.
 */
export async function deployedNow(connection: NatsConnection): Promise<Deployed> {
  const { messages } = await readBatch(connection, { stream: pointerStream, newestOf: pointers.all });
  const live = new Map<string, string>();
  const releases = new Map<string, DeployedReleases>();
  for (const message of messages.filter(({ size }) => size > 0)) {
    const unit = pointers.verticalIn(message.subject);
    if (pointers.isDeployed(message.subject)) {
      const deployed = readAs(DeployedReleases, message.string());
      if (deployed) releases.set(unit, deployed);
    } else {
      const pointer = readAs(LivePointer, message.string());
      if (pointer) live.set(unit, pointer.version);
    }
  }
  return { live, releases };
}

function readAs<T extends z.ZodType>(schema: T, said: string): z.infer<T> | undefined {
  try {
    return schema.parse(JSON.parse(said));
  } catch (error) {
    log.warn({ err: error }, 'What is said of deployed releases does not fit its schema');
    return undefined;
  }
}
