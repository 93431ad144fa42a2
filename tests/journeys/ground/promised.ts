import { globSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const workspace = path.resolve(import.meta.dirname, '../../..');

/** A message as a contract promises it. */
interface Promised {
  readonly type: string;
  readonly kind: 'event' | 'command' | 'query';
  readonly vertical: string;
  readonly roles?: readonly string[];
}

const isMessage = (exported: unknown): exported is Promised => typeof exported === 'function' && 'kind' in exported && 'type' in exported;

/** All messages of all verticals, whoever they are for. */
export async function promisedMessages(): Promise<Promised[]> {
  const files = globSync('verticals/*/contract/src/index.ts', { cwd: workspace });
  const contracts = files.map(async (file) => Object.values((await import(pathToFileURL(path.join(workspace, file)).href)) as object));
  return (await Promise.all(contracts)).flat().filter(isMessage);
}
