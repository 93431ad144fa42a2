import { z } from 'zod';
import type { CommandDefinition, CommandFrom, CommandsFrom } from '@jogakbo/contract';

/** A command that a saga or gathering has decided to send: it stands in its stream, and goes from there to its owner. */
export const OutgoingCommand = z.object({
  /** The same however often it is sent. */
  id: z.string(),
  /** The vertical that owns the command. */
  vertical: z.string(),
  type: z.string(),
  data: z.unknown(),
  /** What it is sent for, so that an outcome finds its place: `step:stock:1`. */
  purpose: z.string().optional(),
  /** Whether the sender must hear that it was carried out; that it was refused it always hears. */
  confirm: z.boolean().optional(),
});
export type OutgoingCommand = z.infer<typeof OutgoingCommand>;

/** What is sent at one moment: a command, several of one kind, or several of different kinds. */
export type Sending<Source> = CommandFrom<Source> | CommandsFrom<Source> | readonly CommandsFrom<Source>[];

export const sendings = <Source>(sending: Sending<Source>): readonly CommandsFrom<Source>[] => [sending].flat() as CommandsFrom<Source>[];

/** The kinds of commands that are sent. */
export const commandsSent = (sending: Sending<any>): CommandDefinition[] => sendings(sending).map(({ command }) => command);

/** The commands that are sent, each with an id made of this one. */
export function outgoing<Source>(id: string, sending: Sending<Source>, source: Source): OutgoingCommand[] {
  const commands = sendings(sending).flatMap(({ command, commands: make }) =>
    make(source).map(({ type, data }) => ({ vertical: command.vertical, type, data })),
  );
  return commands.map((command, place) => ({ id: commands.length === 1 ? id : `${id}.${place + 1}`, ...command }));
}
