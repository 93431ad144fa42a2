import { Module, type DynamicModule, type Provider, type Type } from '@nestjs/common';
import { z } from 'zod';
import type { Block } from '@jogakbo/blocks';
import {
  consumers,
  type AnnouncedMessage,
  type AnyDefinition,
  type CommandDefinition,
  type Description,
  type QueryDefinition,
} from '@jogakbo/contract';
import type { Decider, Projection } from '@jogakbo/domain';
import { definitionOf } from './handlers.ts';
import { decidingHandler } from './log/deciding.ts';
import { HistoryHandler, StateHandler } from './log/history.handlers.ts';
import { VerificationHandler } from './log/verification.handler.ts';
import { streamOf } from './projections/log-reader.ts';
import { RenderHandler } from './rendering/render.handler.ts';

/** All that a vertical decides, remembers, answers and shows: its contents page. */
export interface VerticalDefinition {
  readonly name: string;
  /** The vertical's contract: `import * as contract from '@jogakbo/<name>-contract'`. */
  readonly contract: Record<string, unknown>;
  readonly blocks?: readonly Block[];
  /** Aggregates; their commands need no handler of their own unless something is to be done beside deciding. */
  readonly deciders?: readonly Decider<any, any, any>[];
  readonly projections?: readonly Projection[];
  /** Classes marked `@QueryHandler` or `@CommandHandler`. */
  readonly handlers?: readonly Type[];
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

/** A handler for each command of a decider that has none. */
function decidingHandlers({ deciders = [], handlers = [] }: VerticalDefinition): Type[] {
  const handled = new Set(handlers.map((handler) => definitionOf(handler)?.type));
  return deciders.flatMap((decider) =>
    Object.values<CommandDefinition>(decider.commands)
      .filter(({ type }) => !handled.has(type))
      .map((command) => decidingHandler(decider, command)),
  );
}

/** Answers to the platform's own requests, as far as the vertical has what they are about. */
function platformHandlers(definition: VerticalDefinition): Type[] {
  const { blocks = [], deciders = [], projections = [] } = definition;
  const hasLog = projections.length > 0 || messagesOf(definition).some(({ kind }) => kind === 'event');
  return [
    ...(blocks.length > 0 ? [RenderHandler] : []),
    ...(deciders.length > 0 ? [HistoryHandler, StateHandler] : []),
    ...(hasLog ? [VerificationHandler] : []),
  ];
}

function assertComplete(definition: VerticalDefinition) {
  const handled = new Set((definition.handlers ?? []).map((handler) => definitionOf(handler)?.type));
  const unhandled = [...asked(definition).keys()].filter((type) => !handled.has(type));
  if (unhandled.length > 0) throw new Error(`${definition.name} promises ${unhandled.join(', ')} and has no handler for it.`);
}

/** What the vertical's module says about itself, for announcements, permissions and the catalogue. */
export function describe(definition: VerticalDefinition): Description {
  const messages = messagesOf(definition);
  return {
    vertical: definition.name,
    messages: messages.map(announced),
    blocks: (definition.blocks ?? []).map(({ name }) => ({ name })),
    readers: (definition.projections ?? []).map((projection) => ({
      stream: streamOf(projection),
      consumer: consumers.ofProjection(definition.name, projection.name),
      events: Object.keys(projection.from),
    })),
    keepsLog: messages.some(({ kind }) => kind === 'event'),
  };
}

function announced(message: AnyDefinition): AnnouncedMessage {
  const schemaOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  const { kind, type, version, summary } = message;
  const base = { kind, type, version, summary, input: schemaOf(message.schema), roles: [] as string[], deadline: 2000 };
  if (kind === 'event') return base;
  const { roles, deadline } = message as CommandDefinition | QueryDefinition;
  const output = kind === 'query' ? (message as QueryDefinition).view : (message as CommandDefinition).result;
  return { ...base, roles: [...roles], deadline, output: schemaOf(output), path: (message as QueryDefinition).path };
}
