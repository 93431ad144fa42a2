import { jetstream } from '@nats-io/jetstream';
import { headers as natsHeaders } from '@nats-io/transport-node';
import { commandWire, subjects } from '@jogakbo/protocol';
import { commandsIn } from '@jogakbo/domain';
import type { VerticalsUnderTest } from '@jogakbo/testing/verticals';
import { connectAs } from './access.ts';
import type { BreakableServers } from './servers.ts';

/** Positions that a checkpoint is put back by, at most. */
const BACK = 2000;

/** A process as its commands know it: by the vertical that conducts it, its kind of stream and its key. */
export interface Sender {
  readonly vertical: string;
  readonly aggregate: string;
  readonly key: string;
}

/**
 * Sends all commands of some processes to their owners' JetStream streams once more.
 *
 * @remarks They have their own ids, so that their owners can know them, and new message ids, so that no broker does.
 */
export async function sendAgain(servers: BreakableServers, verticals: VerticalsUnderTest, senders: readonly Sender[]): Promise<number> {
  const [first] = senders;
  if (!first) return 0;
  const connection = await connectAs(first.vertical, servers);
  try {
    const sent = senders.map(async (sender) => {
      const events = await verticals.events(sender.vertical, sender.aggregate, sender.key);
      const commands = events.flatMap((event) => commandsIn(event));
      const broker = jetstream(connection);
      for (const command of commands) {
        const { headers, body } = wireOf(command, sender);
        const made = natsHeaders();
        for (const [name, value] of Object.entries(headers)) made.set(name, value);
        await broker.publish(subjects.command({ to: command.vertical, by: sender.vertical }, command.type), body, { headers: made });
      }
      return commands.length;
    });
    return (await Promise.all(sent)).reduce((sum, count) => sum + count, 0);
  } finally {
    await connection.close();
  }
}

function wireOf({ id, type, data, purpose, confirm = false }: ReturnType<typeof commandsIn>[number], { vertical, aggregate, key }: Sender) {
  const envelope = { id, correlationId: key, occurredAt: new Date().toISOString() };
  return commandWire({ type, data, envelope, reply: purpose ? { vertical, aggregate, key, purpose, confirm } : undefined }, vertical);
}

/** Puts back how far a vertical's processes have read, so that they hear once more what they have heard; what projections have folded stays. */
export async function hearAgain(verticals: VerticalsUnderTest, vertical: string, dice: () => number): Promise<void> {
  await verticals.database(vertical).query(
    `update checkpoint set position = greatest(0, position - $1)
     where reader ~ '^(saga|gathering|reaction|commands-to)-'`,
    [Math.floor(dice() * BACK)],
  );
}
