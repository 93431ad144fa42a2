import { execFile } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const config = path.join(root, '.dependency-cruiser.mjs');
let workspace: string;

interface Report {
  summary: { violations: { from: string; rule: { name: string } }[]; ruleSetUsed: { forbidden: { name: string }[] } };
}

/** Lays the fixture out as an installed workspace: npm links packages by name. */
beforeAll(() => {
  workspace = mkdtempSync(path.join(tmpdir(), 'boundaries-'));
  cpSync(path.join(import.meta.dirname, 'fixtures/workspace'), workspace, { recursive: true });
  mkdirSync(path.join(workspace, 'node_modules/@fixture'), { recursive: true });
  symlinkSync(path.join(root, 'node_modules/zod'), path.join(workspace, 'node_modules/zod'));
  for (const file of globSync('{apps/*,shell,platform/*,verticals/*/*}/package.json', { cwd: workspace })) {
    const { name } = JSON.parse(readFileSync(path.join(workspace, file), 'utf8')) as { name: string };
    symlinkSync(path.join(workspace, path.dirname(file)), path.join(workspace, 'node_modules', name));
  }
});
afterAll(() => rmSync(workspace, { recursive: true, force: true }));

async function cruise(): Promise<Report> {
  const command = [path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'), '--config', config, '-T', 'json'];
  const run = promisify(execFile)(process.execPath, [...command, 'apps', 'shell', 'platform', 'verticals'], {
    cwd: workspace,
    maxBuffer: 2 ** 26,
  });
  // It ends with the number of violations, which is not a failure here.
  const { stdout } = await run.catch((error: { stdout: string }) => error);
  return JSON.parse(stdout) as Report;
}

function expected(): string[] {
  const files = globSync('{apps,shell,platform,verticals}/**/*.ts', { cwd: workspace });
  return files.flatMap((file) => {
    const [, rules = ''] = /^\/\/ breaks: (.+)$/m.exec(readFileSync(path.join(workspace, file), 'utf8')) ?? [];
    return rules
      .split(', ')
      .filter(Boolean)
      .map((rule) => `${file} breaks ${rule}`);
  });
}

it('every boundary is refused where it is broken, and nowhere else', async () => {
  const { violations, ruleSetUsed } = (await cruise()).summary;
  const found = new Set(violations.map(({ from, rule }) => `${from} breaks ${rule.name}`));
  expect([...found].sort()).toEqual(expected().sort());
  const untried = ruleSetUsed.forbidden.filter(({ name }) => !violations.some(({ rule }) => rule.name === name));
  expect([...new Set(untried.map(({ name }) => name))]).toEqual([]);
}, 30_000);
