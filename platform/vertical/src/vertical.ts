import { Module, type DynamicModule, type Provider, type Type } from '@nestjs/common';
import { z } from 'zod';
import type { Block } from '@jogakbo/blocks';
import { PROVISIONING, type AnnouncedMessage, type Description } from '@jogakbo/protocol';
import type { AnyDefinition, CommandDefinition, EventDefinition, QueryDefinition } from '@jogakbo/contract';
import { commandsSent, type Decider, type Gathering, type Projection, type Reaction, type Saga } from '@jogakbo/domain';
import { isForVerticals } from './commands/may-send.ts';
import { definitionOf } from './handlers.ts';
import { decidingHandler } from './event-log/deciding.ts';
import { HistoryHandler, StateHandler } from './operations/log/history.handlers.ts';
import { VerificationHandler } from './operations/log/verification.handler.ts';
import { processHandlers } from './operations/sagas/process-desk.handlers.ts';
import { processTable } from './reactors/process-table.ts';
import { actingsOf, commandsSentBy, processesOf } from './reactors/processes.ts';
import { streamOf } from './projections/projection-writer.ts';
import { RenderHandler } from './rendering/render.handler.ts';

/** All that a vertical decides, remembers, answers and shows: its contents page. */
export interface VerticalDefinition {
  readonly name: string;
  /** The vertical's contract: `import * as contract from '@jogakbo/<name>-contract'`. */
  readonly contract: Record<string, unknown>;
  readonly blocks?: readonly Block[];
  /** Aggregates; their commands need no handler of their own unless something is to be done beside deciding. */
  readonly deciders?: readonly Decider<any, any, any>[];
  /** Processes over verticals that this one conducts. */
  readonly sagas?: readonly Saga<any>[];
  readonly projections?: readonly Projection<any, any>[];
  /** What this vertical does of its own whenever an event happens. */
  readonly reactions?: readonly Reaction<any>[];
  /** What it waits for until all of it has come. */
  readonly gatherings?: readonly Gathering[];
  /** Classes marked `@QueryHandler` or `@CommandHandler`. */
  readonly handlers?: readonly Type[];
  /**
   * What its processes are told by the environment, beside what the platform is: checked before anything starts, and injected as
   * `SETTINGS`.
   *
   * @remarks The names of its fields are announced, so that whoever runs the vertical passes these variables on, and to no other.
   */
  readonly settings?: z.ZodObject;
  /** What handlers are given by their constructors. */
  readonly providers?: readonly Provider[];
}

/** A vertical's back end as a NestJS module, readable by the platform. */
export class VerticalModule {}

const definitions = new WeakMap<object, VerticalDefinition>();

/** Declares a vertical's back end. */
export const Vertical = {
  of(declared: VerticalDefinition): DynamicModule {
    const definition = { ...declared, handlers: [...(declared.handlers ?? []), ...decidingHandlers(declared)] };
    assertComplete(definition);
    @Module({})
    class Declared extends VerticalModule {}
    const module: DynamicModule = {
      module: Declared,
      controllers: [...definition.handlers, ...platformHandlers(definition)],
      providers: [...(definition.providers ?? [])],
    };
    definitions.set(module, definition);
    return module;
  },
};

export function definitionOfVertical(module: DynamicModule): VerticalDefinition {
  const definition = definitions.get(module);
  if (!definition) throw new Error('Not a vertical: declare it with Vertical.of({ … }).');
  return definition;
}

const isDefinition = (value: unknown): value is AnyDefinition =>
  typeof value === 'function' && 'kind' in value && 'vertical' in value && 'schema' in value;

/** The messages that a vertical itself promises. */
export const messagesOf = ({ name, contract }: VerticalDefinition): AnyDefinition[] =>
  Object.values(contract)
    .filter(isDefinition)
    .filter(({ vertical }) => vertical === name);

export const asked = (definition: VerticalDefinition) =>
  new Map(
    messagesOf(definition)
      .filter((message): message is CommandDefinition | QueryDefinition => message.kind !== 'event')
      .map((message) => [message.type, message]),
  );

/** The commands that a vertical carries out. */
export const commandsOf = (definition: VerticalDefinition) =>
  new Map([...asked(definition)].filter((entry): entry is [string, CommandDefinition] => entry[1].kind === 'command'));

/** Whether anything may be sent to a vertical without waiting for an answer: commands, or what became of its own. */
export const takesCommands = (definition: VerticalDefinition): boolean =>
  commandsOf(definition).size > 0 || processesOf(definition).length > 0;

/** A handler for each promised command of a decider that has none; what is not promised only the vertical's own handlers decide. */
function decidingHandlers(definition: VerticalDefinition): Type[] {
  const { deciders = [], handlers = [] } = definition;
  const handled = new Set(handlers.map((handler) => definitionOf(handler)?.type));
  const promised = commandsOf(definition);
  return deciders.flatMap((decider) =>
    Object.values<CommandDefinition>(decider.commands)
      .filter(({ type }) => promised.has(type) && !handled.has(type))
      .map((command) => decidingHandler(decider, command)),
  );
}

/** Answers to the platform's own requests, as far as the vertical has what they are about. */
function platformHandlers(definition: VerticalDefinition): Type[] {
  const { blocks = [], deciders = [] } = definition;
  const hasLog = keepsLog(definition) || followersOf(definition).length > 0;
  return [
    ...(blocks.length > 0 ? [RenderHandler] : []),
    ...(deciders.length + processesOf(definition).length > 0 ? [HistoryHandler, StateHandler] : []),
    ...(hasLog ? [VerificationHandler] : []),
    ...(processesOf(definition).length > 0 ? processHandlers : []),
  ];
}

function assertComplete(definition: VerticalDefinition) {
  const handled = new Set((definition.handlers ?? []).map((handler) => definitionOf(handler)?.type));
  const unhandled = [...asked(definition).keys()].filter((type) => !handled.has(type));
  if (unhandled.length > 0) throw new Error(`${definition.name} promises ${unhandled.join(', ')} and has no handler for it.`);
  for (const { name, send } of definition.reactions ?? [])
    for (const { type, vertical } of commandsSent(send))
      if (vertical !== definition.name)
        throw new Error(`Reaction ${name} sends ${type} of ${vertical}: a reaction does something of its own.`);
  for (const command of commandsSentBy(definition))
    if (command.vertical !== definition.name && !isForVerticals(command))
      throw new Error(`${definition.name} sends ${command.type} of ${command.vertical}, which is not for verticals.`);
}

/** Whether a vertical's events are kept: those that it promises, or those of its own processes. */
const keepsLog = (definition: VerticalDefinition): boolean =>
  messagesOf(definition).some(({ kind }) => kind === 'event') || processesOf(definition).length > 0;

/** All that follows a log for a vertical, each under its durable name. */
function followersOf(definition: VerticalDefinition) {
  const projections = [...(definition.projections ?? []), ...processesOf(definition).map(processTable)];
  return [
    ...projections.map((projection) => ({ name: projection.name, stream: streamOf(projection), events: Object.keys(projection.from) })),
    ...actingsOf(definition).map(({ name, stream, from }) => ({ name, stream, events: from.map(({ type }) => type) })),
  ];
}

/** What the vertical's module says about itself, for announcements, permissions and the catalogue. */
export function describe(definition: VerticalDefinition): Description {
  return {
    vertical: definition.name,
    provisioning: PROVISIONING,
    messages: messagesOf(definition).map(announced),
    blocks: (definition.blocks ?? []).map(({ name }) => ({ name })),
    readers: followersOf(definition).map(({ name, stream, events }) => ({ stream, name: `${definition.name}-${name}`, events })),
    sends: commandsSentBy(definition).map(({ vertical, type }) => ({ vertical, type })),
    ...(definition.settings && { settings: Object.keys(definition.settings.shape) }),
    conducts: processesOf(definition).length > 0,
    keepsLog: keepsLog(definition),
  };
}

function announced(message: AnyDefinition): AnnouncedMessage {
  const schemaOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const { kind, type, version, summary } = message;
  const base = { kind, type, version, summary, input: schemaOf(message.schema), roles: [] as string[], deadline: 2000 };
  if (kind === 'event') {
    const { isPrivate, told } = message as EventDefinition;
    return { ...base, ...(isPrivate && { isPrivate }), ...(told && { told: told === 'changed' ? told : [...told] }) };
  }
  const { roles, deadline, cookies } = message as CommandDefinition | QueryDefinition;
  const named = cookies.map(({ name, keptFor, identifies }) => ({ name, keptFor, ...(identifies && { identifies }) }));
  const asked = { ...base, roles: [...roles], deadline, ...(named.length > 0 && { cookies: named }) };
  if (kind === 'command') {
    const { result, form, webhook, isScarce } = message as CommandDefinition;
    const rest = { ...(isScarce && { isScarce }), ...(webhook && { webhook: { ...webhook, headers: [...webhook.headers] } }) };
    return { ...asked, output: schemaOf(result), form, ...rest };
  }
  return { ...asked, output: schemaOf((message as QueryDefinition).view), path: (message as QueryDefinition).path };
}
