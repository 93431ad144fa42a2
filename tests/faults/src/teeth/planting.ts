import path from 'node:path';
import { plantedIn } from '@jogakbo/testing/planted';
import { bugs } from './bugs.ts';

const root = path.resolve(import.meta.dirname, '../../../..');

/** A plugin for Vite that plants the bug which the environment names, if it does. */
export function planting(name = process.env['PLANTED_BUG']) {
  const bug = bugs.find((candidate) => candidate.name === name);
  if (name && !bug) throw new Error(`There is no bug to be planted that is called: ${name}`);
  return {
    name: 'planting',
    enforce: 'pre' as const,
    transform(code: string, id: string) {
      if (!bug || path.relative(root, id.split('?')[0]!) !== bug.file) return undefined;
      return plantedIn(code, bug);
    },
  };
}
