import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Standing } from './states.ts';

/** One row of the rulebook: what comes of an act in a state. */
export interface Rule {
  readonly act: string;
  /** What has changed, a refusal, or nothing. */
  readonly follows: string;
}
export interface Chapter {
  readonly state: string;
  /** How everything stands then. */
  readonly standing: string;
  readonly rules: readonly Rule[];
}

/** How an order stands, as the rulebook writes it. */
export const written = (standing: Standing): string =>
  Object.entries(standing)
    .map(([what, is]) => `${what} ${is}`)
    .join(', ');

/** What has changed from one standing to another. */
export function changed(before: Standing, after: Standing): string {
  const parts = (Object.keys(after) as (keyof Standing)[]).filter((what) => before[what] !== after[what]);
  return parts.map((what) => `${what} ${after[what]}`).join(', ') || 'nothing';
}

/** Reads the rulebook: a chapter for each state, in it a row for each act. */
export function readRules(text = readFileSync(path.join(import.meta.dirname, 'rulebook.md'), 'utf8')): Chapter[] {
  return text
    .split(/^## /m)
    .slice(1)
    .map((chapter) => {
      const [state, , standing, ...lines] = chapter.split('\n') as [string, string, string, ...string[]];
      const rows = lines.filter((line) => line.startsWith('|')).slice(2);
      const rules = rows.map((row) => {
        const [act, follows] = row
          .split('|')
          .slice(1)
          .map((cell) => cell.trim()) as [string, string];
        return { act, follows };
      });
      return { state, standing, rules };
    });
}
