import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import path from 'node:path';

/** A figure that was promised, as it was measured. */
export interface Verdict {
  readonly figure: string;
  readonly measured: string;
  readonly target: string;
  readonly kept: boolean;
}

/** What a benchmark found: a table for people, its verdicts, and every single figure for whoever doubts. */
export interface Findings {
  readonly name: string;
  readonly method: string;
  readonly table: readonly Readonly<Record<string, string | number>>[];
  readonly verdicts: readonly Verdict[];
  readonly figures: unknown;
}

const results = path.join(import.meta.dirname, '../results');

/** Prints what was found, and replaces the file of its last results. */
export function report({ name, method, table, verdicts, figures }: Findings, loadBefore: number): void {
  const ground = {
    at: new Date().toISOString(),
    commit: commit(),
    node: process.version,
    cores: cpus().length,
    load: [loadBefore, load()],
  };
  console.log(`\n${name}: ${method}\n${textOf(table)}\n`);
  for (const { figure, measured, target, kept } of verdicts) console.log(`${kept ? '✓' : '✗'} ${figure}: ${measured} (${target})`);
  console.log(`  ${ground.cores} cores, load ${loadBefore} before and ${load()} after`);
  mkdirSync(results, { recursive: true });
  writeFileSync(path.join(results, `${name}.json`), `${JSON.stringify({ name, method, ground, verdicts, table, figures }, null, 1)}\n`);
}

export const load = (): number => Number(loadavg()[0]!.toFixed(1));

function commit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: import.meta.dirname, encoding: 'utf8' }).trim();
  const changes = git('status', '--porcelain', '--', ':/', `:(exclude)${results}`);
  return git('rev-parse', '--short', 'HEAD') + (changes ? ' and changes' : '');
}

function textOf(rows: Findings['table']): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [names, ...rows.map((row) => names.map((name) => String(row[name] ?? '')))];
  const widths = names.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines
    .map((line) => line.map((cell, column) => (column ? cell.padStart(widths[column]!) : cell.padEnd(widths[0]!))).join('   '))
    .join('\n');
}

export const ms = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
export const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
export const times = (value: number) => `${value.toFixed(2)} ×`;
export const whole = (value: number) => Math.round(value).toLocaleString('en');
