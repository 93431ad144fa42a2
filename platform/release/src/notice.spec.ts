import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { NOTICE, web } from '@jogakbo/blocks/build';
import { compile } from './compile.ts';

// Each builds with webpack, on whatever machine.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'notice-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Record<string, string>): void {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(folder, file), content);
  }
}

const manifest = (name: string, more = {}) => JSON.stringify({ name, version: '1.2.3', license: 'MIT', ...more });

async function built(cache?: string): Promise<string> {
  const output = path.join(folder, 'web');
  const resolveLoader = { modules: [path.resolve(import.meta.dirname, '../../../node_modules')] };
  await compile({ ...web({ unit: 'unit', version: 'v1', folder, output, ...(cache && { cache }) }), entry: './main.js', resolveLoader });
  return readFileSync(path.join(output, NOTICE), 'utf8');
}

/** A script with a nameless package.json beside it, a style sheet with a font, and a package that is not imported. */
function buy(): void {
  write({
    'package.json': '{"name":"ours","version":"0.0.0"}',
    'main.js': "import 'script'; import './main.css'; globalThis.done = true;",
    'main.css': "@import 'font/index.css';",
    'node_modules/script/package.json': manifest('script', { main: 'dist/index.js' }),
    'node_modules/script/LICENSE': 'Script may be used by all.',
    'node_modules/script/dist/package.json': '{"type":"module","sideEffects":true}',
    'node_modules/script/dist/index.js': 'globalThis.script = 1;',
    'node_modules/font/package.json': manifest('font', { license: 'OFL-1.1' }),
    'node_modules/font/LICENCE.md': 'Font may be used by all.',
    'node_modules/font/index.css': "@font-face{font-family:f;src:url('./f.woff2')}",
    'node_modules/font/f.woff2': 'wOF2',
    'node_modules/idle/package.json': manifest('idle'),
    'node_modules/idle/LICENSE': 'Idle may be used by all.',
  });
}

it('names whose scripts, styles and fonts are in a bundle, with their terms, and nobody else', async () => {
  buy();
  const notice = await built();
  expect(notice).toContain('script 1.2.3 (MIT)\n\nScript may be used by all.');
  expect(notice).toContain('font 1.2.3 (OFL-1.1)\n\nFont may be used by all.');
  expect(notice).toMatch(/^webpack \d/m);
  expect(notice).not.toMatch(/idle|ours|css-loader/i);
});

it('says the same when webpack has built before', async () => {
  buy();
  const cache = path.join(folder, 'cache');
  expect(await built(cache)).toBe(await built(cache));
});

it('breaks the build for a package without terms', async () => {
  buy();
  rmSync(path.join(folder, 'node_modules/script/LICENSE'));
  await expect(built()).rejects.toThrow('script 1.2.3 says no terms under which it may be passed on');
});
