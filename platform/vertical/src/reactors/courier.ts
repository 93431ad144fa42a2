import type { CommandDefinition } from '@jogakbo/contract';
import type { Reply } from '@jogakbo/protocol';
import { commandsIn, sendings, type OutgoingCommand, type Process, type Reaction } from '@jogakbo/domain';
import type { CommandSender } from '../commands/command-sender.ts';
import { Undecidable } from '../event-log/aggregate-streams.ts';
import type { ReadEvent } from '../subscriptions/read-batch.ts';
import type { Acting } from './acting-follower.ts';

/** A message to be sent because of an event: to whom, and for which process. */
interface Because {
  readonly event: ReadEvent;
  readonly process?: { readonly vertical: string; readonly process: Process };
}

function replyTo({ purpose, confirm = false }: OutgoingCommand, { data }: ReadEvent, from: Because['process']): Reply | undefined {
  if (!from || !purpose) return undefined;
  const { decider, by } = from.process;
  return { vertical: from.vertical, aggregate: decider.name, key: String(data[by]), purpose, confirm };
}

const send = (sender: CommandSender, command: OutgoingCommand, { event, process }: Because) =>
  sender.send(
    command.vertical,
    {
      type: command.type,
      data: command.data,
      envelope: {
        id: command.id,
        correlationId: event.correlationId,
        causationId: event.id,
        occurredAt: event.occurrence.occurredAt.toISOString(),
        traceparent: event.traceparent,
      },
      reply: replyTo(command, event, process),
    },
    // An event is sent for once: the same attempt has the same id, another attempt has another event.
    `${event.id}.${command.id}`,
  );

/**
 * Sends what a vertical's processes have decided to send to one other: their streams are their outbox.
 *
 * @remarks One for each owner of commands: an owner that was never there holds up no other.
 */
export function courierTo(owner: string, processes: readonly Process[], vertical: string): Acting {
  const byAggregate = new Map(processes.map((process) => [process.decider.name, process]));
  const processOf = ({ aggregate }: ReadEvent) => byAggregate.get(aggregate)!;
  return {
    name: `commands-to-${owner}`,
    stream: vertical,
    from: processes.flatMap(({ decider }) => Object.values(decider.events)),
    keyOf: (event) => `${event.aggregate}/${event.data[processOf(event).by]}`,
    act: (event, { sender }) => {
      const mine = commandsIn(event).filter((command) => command.vertical === owner);
      return Promise.all(mine.map((command) => send(sender, command, { event, process: { vertical, process: processOf(event) } })));
    },
  };
}

/** Sends a vertical's own commands whenever an event happens. */
export function reacting(reaction: Reaction): Acting {
  const { name, on } = reaction;
  return {
    name: `reaction-${name}`,
    stream: on.vertical,
    from: [on],
    keyOf: (event) => String(event.data[on.by]),
    act: (event, { sender }) => Promise.all(commandsFor(reaction, event).map((command) => send(sender, command, { event }))),
  };
}

function commandsFor({ name, send: sending }: Reaction, event: ReadEvent): OutgoingCommand[] {
  try {
    const made = sendings(sending).flatMap(({ command, commands }) => commands(event.data).map(({ data }) => ({ command, data })));
    return made.map(({ command, data }: { command: CommandDefinition; data: unknown }, place) => ({
      ...{ id: `reaction-${name}.${event.id}.${place}`, vertical: command.vertical, type: command.type, data },
    }));
  } catch (error) {
    throw new Undecidable(name, event.id, error);
  }
}
