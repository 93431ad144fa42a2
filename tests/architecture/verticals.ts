import { globSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DynamicModule } from '@nestjs/common';
import { definitionOfVertical, type VerticalDefinition, type VerticalModule } from '@jogakbo/vertical/testing';
import { root } from './contracts.ts';

/** A vertical's module, and the file that declares it. */
export interface DeclaredVertical {
  readonly file: string;
  readonly definition: VerticalDefinition;
}

const isModule = (exported: unknown): exported is DynamicModule =>
  typeof exported === 'object' && exported !== null && 'module' in exported;

async function declaredIn(file: string): Promise<DeclaredVertical> {
  const exported = (await import(pathToFileURL(path.join(root, file)).href)) as Record<string, DynamicModule | typeof VerticalModule>;
  const module = Object.values(exported).find(isModule);
  if (!module) throw new Error(`${file} declares no vertical.`);
  return { file, definition: definitionOfVertical(module) };
}

/** What all verticals of the workspace declare, by name. */
export const declaredVerticals = () => Promise.all(globSync('verticals/*/backend/src/*.module.ts', { cwd: root }).sort().map(declaredIn));
