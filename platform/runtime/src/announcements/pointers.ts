import type { NatsConnection } from '@nats-io/transport-node';
import { pointers, pointerStream } from '@jogakbo/protocol';
import { readBatch } from '../log-tail/read-batch.ts';

/**
 * What each live pointer says now, by vertical.
 *
 * @remarks All of them are read each time, and none is watched from a revision on: a bucket that was made anew counts from 1 again,
 * and nobody would be told of what lies below the number that he has seen.
 */
export async function pointersNow(connection: NatsConnection): Promise<Map<string, string>> {
  const { messages } = await readBatch(connection, { stream: pointerStream, newestOf: pointers.all });
  const said = messages.filter(({ size }) => size > 0);
  return new Map(said.map((message) => [pointers.verticalIn(message.subject), message.string()]));
}
