import { z } from 'zod';
import {
  contract,
  withoutPersonal,
  type Command,
  type CommandDefinition,
  type Event,
  type EventDefinition,
  type CommandOutcome,
} from '@jogakbo/contract';
import type { Decider } from './decider.ts';
import { OutgoingCommand } from './outgoing.ts';

/** How a saga or gathering stands, for those who look after it. */
export type ProcessStatus = 'under way' | 'completed' | 'compensating' | 'failed' | 'expired' | 'ended';

/**
 * A saga or a gathering as it runs in a vertical: a decider over a stream of its own, for each key.
 *
 * @remarks Its state, its history, its replay and its specification are those of any decider.
 */
export interface Process<State = any> {
  readonly kind: 'saga' | 'gathering';
  readonly name: string;
  readonly by: string;
  readonly decider: Decider<State>;
  /** The events of verticals that it hears. */
  readonly hears: readonly EventDefinition[];
  readonly hear: (event: Pick<Event, 'type' | 'data'>) => Command;
  /** What it may send. */
  readonly sends: readonly CommandDefinition[];
  /** Lets it see what it has waited for too long. */
  readonly passDeadline: (key: string) => Command;
  /** Only sagas hear what became of their commands, and can be helped by an operator. */
  readonly hearOutcome?: (outcome: CommandOutcome) => Command;
  readonly retry?: (key: string) => Command;
  readonly compensate?: (key: string, reason: string) => Command;
  readonly statusOf: (state: State) => ProcessStatus;
  /** When it next waits no longer: a UTC instant, ISO 8601. */
  readonly dueAt: (state: State) => string | undefined;
  /** What an operator should know: what it waits for, how often it has asked, why it was refused. */
  readonly concern: (state: State) => Concern;
}

/** What a process waits for at the moment. */
export interface Concern {
  readonly waitsFor: readonly string[];
  /** How often it has asked for that, at most. */
  readonly attempts: number;
  readonly reason?: string | undefined;
}

const field = { data: z.unknown(), step: z.string(), attempt: z.number().int(), dueAt: z.iso.datetime(), reason: z.string() };
const commands = z.array(OutgoingCommand);

/** The platform's own messages about one process: they are part of no contract. */
export function processMessages(vertical: string, aggregate: string, by: string) {
  const own = contract(vertical);
  const stream = own.aggregate(aggregate, by);
  const event = <S extends z.ZodRawShape>(type: string, summary: string, shape: S) =>
    stream.event(type, summary, { ...shape, [by]: z.string() } as any) as unknown as EventDefinition<string, any>;
  const command = (type: string, summary: string, shape: z.ZodRawShape) => own.command(type, summary, { ...shape, [by]: z.string() });
  return { event, command };
}
export { commands as outgoingCommands, field };

/** An event as processes hear it: what they hear stands in streams and commands, so nothing in it is personal. */
export function asHeard(heard: readonly EventDefinition[], { type, data }: Pick<Event, 'type' | 'data'>): Pick<Event, 'type' | 'data'> {
  const definition = heard.find((event) => event.type === type);
  return { type, data: definition ? withoutPersonal(definition, data) : data };
}

/** The commands that an event of a process sends. */
export const commandsIn = ({ data }: Pick<Event, 'data'>): readonly OutgoingCommand[] => data.commands ?? [];
