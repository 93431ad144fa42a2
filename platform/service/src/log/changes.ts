import { isDeepStrictEqual } from 'node:util';
import type { Change } from '@jogakbo/contract';

type Branch = Record<string, unknown>;

/** What differs between two JSON values: each change as deep inside as it can be named. */
export function changesBetween(before: unknown, after: unknown, path = ''): Change[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (!isBranch(before) || !isBranch(after) || Array.isArray(before) !== Array.isArray(after)) return [{ path, before, after }];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => changesBetween(before[name], after[name], `${path}/${escaped(name)}`));
}

const isBranch = (value: unknown): value is Branch => typeof value === 'object' && value !== null;
const escaped = (name: string) => name.replaceAll('~', '~0').replaceAll('/', '~1');
