import { isDeepStrictEqual } from 'node:util';
import type { Change } from '@jogakbo/protocol';

type Branch = Record<string, unknown>;

/** What differs between two JSON values: each change as deep inside as it can be named. */
export function changesBetween(before: unknown, after: unknown, path = ''): Change[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (!isBranch(before) || !isBranch(after) || Array.isArray(before) !== Array.isArray(after)) return [{ path, before, after }];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => changesBetween(own(before, name), own(after, name), `${path}/${escaped(name)}`));
}

const isBranch = (value: unknown): value is Branch => typeof value === 'object' && value !== null;
/** A state may have names in it that every object has. */
const own = (branch: Branch, name: string) => (Object.hasOwn(branch, name) ? branch[name] : undefined);
const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');
