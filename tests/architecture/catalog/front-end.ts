import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What a block asks, sends and listens to, by the messages' names, and which blocks it has inside. */
export interface BlockUse {
  /** `<vertical>/<block>` */
  readonly name: string;
  readonly shows: readonly string[];
  readonly sends: readonly string[];
  readonly hears: readonly string[];
  readonly contains: readonly string[];
}

const found = (text: string, pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))].sort();

/** A file and all that it imports from its own front end: what a block does may be done by its parts. */
function sourcesFrom(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file) || !existsSync(file)) return seen;
  seen.add(file);
  const imported = readFileSync(file, 'utf8').matchAll(/from '(\.[^']+\.tsx?)'/g);
  for (const [, relative = ''] of imported) sourcesFrom(path.resolve(path.dirname(file), relative), seen);
  return seen;
}

function useOf(vertical: string, file: string): BlockUse {
  const text = [...sourcesFrom(file)].map((source) => readFileSync(source, 'utf8')).join('\n');
  return {
    name: `${vertical}/${path.basename(file, '.block.tsx')}`,
    shows: found(text, /\buseQuery\((\w+)/g),
    sends: found(text, /\buseCommand\((\w+)/g),
    hears: found(text, /\buseEvent\((\w+)/g),
    contains: found(text, /<Slot\b[^>]*\bblock="([^"]+)"/g),
  };
}

/** The blocks of a vertical, read from the sources of its front end. */
export function blocksOf(vertical: string, folder: string): BlockUse[] {
  return globSync('src/**/*.block.tsx', { cwd: folder })
    .sort()
    .map((file) => useOf(vertical, path.join(folder, file)));
}
