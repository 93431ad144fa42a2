import { globSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DynamicModule } from '@nestjs/common';
import type { AnyDefinition } from '@jogakbo/contract';
import { definitionOf, definitionOfVertical, describe, messagesOf, type VerticalModule } from '@jogakbo/service';
import { root } from '../contracts.ts';
import { blocksOf, type BlockUse } from './front-end.ts';
import type { KnownProcesses } from './processes.ts';

/** What is known of a vertical: from its module, its contract and its front end's sources. */
export interface KnownVertical extends KnownProcesses {
  readonly name: string;
  readonly messages: readonly AnyDefinition[];
  /** By message: the class that answers or carries it out. */
  readonly handlers: ReadonlyMap<string, string>;
  readonly readers: readonly { readonly stream: string; readonly consumer: string; readonly events: readonly string[] }[];
  readonly blocks: readonly BlockUse[];
}

const isModule = (exported: unknown): exported is DynamicModule =>
  typeof exported === 'object' && exported !== null && 'module' in exported;

async function known(file: string): Promise<KnownVertical> {
  const exported = (await import(pathToFileURL(path.join(root, file)).href)) as Record<string, DynamicModule | typeof VerticalModule>;
  const module = Object.values(exported).find(isModule);
  if (!module) throw new Error(`${file} declares no vertical.`);
  const definition = definitionOfVertical(module);
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
export const knownVerticals = () => Promise.all(globSync('verticals/*/backend/src/*.module.ts', { cwd: root }).sort().map(known));
