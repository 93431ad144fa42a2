import { globSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AnyDefinition } from '@jogakbo/contract';

/** The workspace's root folder. */
export const root = path.resolve(import.meta.dirname, '../..');

/** A vertical's published language: all messages that its contract promises. */
export interface Contract {
  readonly vertical: string;
  readonly folder: string;
  readonly messages: readonly AnyDefinition[];
}

const isMessage = (exported: unknown): exported is AnyDefinition =>
  typeof exported === 'function' && 'kind' in exported && 'schema' in exported;

async function contractIn(folder: string): Promise<Contract> {
  const exported = (await import(pathToFileURL(path.join(root, folder, 'src/index.ts')).href)) as Record<string, unknown>;
  const messages = Object.values(exported).filter(isMessage);
  return { vertical: path.basename(path.dirname(folder)), folder: path.join(root, folder), messages };
}

/** The contracts of all verticals, by name. */
export const contracts = await Promise.all(globSync('verticals/*/contract', { cwd: root }).sort().map(contractIn));
