import path from 'node:path';
import type { AnyDefinition } from '@jogakbo/contract';
import { definitionOf, describe, messagesOf } from '@jogakbo/vertical/testing';
import { root } from '../contracts.ts';
import { declaredVerticals, type DeclaredVertical } from '../verticals.ts';
import { blocksOf, type BlockUse } from './front-end.ts';
import type { KnownProcesses } from './processes.ts';

/** What is known of a vertical: from its module, its contract and its front end's sources. */
export interface KnownVertical extends KnownProcesses {
  readonly name: string;
  readonly messages: readonly AnyDefinition[];
  /** By message: the class that answers or carries it out. */
  readonly handlers: ReadonlyMap<string, string>;
  readonly readers: readonly { readonly stream: string; readonly name: string; readonly events: readonly string[] }[];
  readonly blocks: readonly BlockUse[];
}

function known({ file, definition }: DeclaredVertical): KnownVertical {
  const handlers = (definition.handlers ?? []).map((handler) => [definitionOf(handler)?.type ?? '', handler.name] as const);
  return {
    name: definition.name,
    messages: messagesOf(definition),
    handlers: new Map(handlers),
    readers: describe(definition).readers,
    ...{ sagas: definition.sagas ?? [], reactions: definition.reactions ?? [], gatherings: definition.gatherings ?? [] },
    blocks: blocksOf(definition.name, path.join(root, path.dirname(file), '../../frontend')),
  };
}

/** All verticals of the workspace, by name. */
export const knownVerticals = async () => (await declaredVerticals()).map(known);
