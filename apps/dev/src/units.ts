import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Problem } from './problem.ts';

/** The one unit that can't be replaced beside itself, since it holds the shop's port. */
export const GATEWAY = 'gateway';

/** Composes the pages; released like a vertical, but without a database. */
export const SHELL = 'shell';

/** The names of the verticals in a repository: every folder of `verticals` that has a back end. */
export function verticalsOf(root: string): string[] {
  const folder = join(root, 'verticals');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'backend/package.json')))
    .sort();
}

/** Everything that is built into a release and run: the verticals, the shell and the gateway. */
export function unitsOf(root: string): string[] {
  return [...verticalsOf(root), SHELL, GATEWAY];
}

/** Refuses what can't be deployed, listing what can. */
export function requireDeployable(root: string, unit: string | undefined): asserts unit is string {
  const deployable = [...verticalsOf(root), SHELL];
  if (unit && deployable.includes(unit)) return;
  const cure = `\`npm run deploy -- <name>\` with one of: ${deployable.join(', ')}`;
  if (unit === GATEWAY)
    throw new Problem(
      'The gateway holds the port of the shop and is not replaced while it runs',
      'stop the shop and start it again with `npm start`',
    );
  throw new Problem(unit ? `There is no vertical ${unit}` : 'Say which vertical is to be deployed', cure);
}
