import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import webpack from 'webpack';
import { blockFiles, web } from '@jogakbo/blocks/build';
import { foldersOf } from '@jogakbo/release';
import { root } from '../../shop.ts';

/** The addresses of what the monolith's document loads. */
export interface BuiltTwin {
  readonly script: string;
  readonly style: string;
  readonly font: string;
}

const UNIT = 'twin';
const VERSION = 'latest';

/**
 * Builds the monolith of these blocks with the configuration of the shop's own browser bundles, among the releases of
 * the shop: the gateway then serves it compressed and cached as everything else.
 */
export async function buildTwin(blocks: readonly string[], state: string): Promise<BuiltTwin> {
  const output = path.join(state, 'releases', UNIT, VERSION, 'web');
  const folder = path.join(state, 'twin');
  await mkdir(folder, { recursive: true });
  const entry = path.join(folder, 'entry.ts');
  await writeFile(entry, entryOf(blocks));
  await run({ ...web({ unit: UNIT, version: VERSION, folder, output }), entry: { twin: entry } });
  await compressAll(output);
  const files = await readdir(output);
  const named = (pattern: RegExp) => `/releases/${UNIT}/${VERSION}/${files.find((file) => pattern.test(file))}`;
  return { script: named(/^twin\..*\.js$/), style: named(/^twin\..*\.css$/), font: named(/^figtree-latin-wght-normal\..*\.woff2$/) };
}

/** One entry imports the shop's look and every block, as one team with one bundle would. */
function entryOf(blocks: readonly string[]): string {
  const shell = foldersOf(root, 'shell').backend;
  const start = path.join(import.meta.dirname, 'twin.tsx');
  const imports = blocks.map((block, index) => `import block${index} from ${JSON.stringify(fileOf(block))};`);
  return [
    ...['document', 'page'].map((style) => `import ${JSON.stringify(path.join(shell, `src/look/${style}.css`))};`),
    ...imports,
    `import { startTwin } from ${JSON.stringify(start)};`,
    `startTwin([${blocks.map((_, index) => `block${index}`).join(', ')}]);\n`,
  ].join('\n');
}

function fileOf(block: string): string {
  const [vertical = '', name = ''] = block.split('/');
  const { frontend } = foldersOf(root, vertical);
  return path.join(frontend!, blockFiles(frontend!)[name]!);
}

async function run(configuration: webpack.Configuration): Promise<void> {
  const stats = await new Promise<webpack.Stats>((resolve, reject) => {
    webpack(configuration).run((error, done) => (error || !done ? reject(error ?? new Error('webpack gave nothing')) : resolve(done)));
  });
  if (stats.hasErrors()) throw new Error(stats.toString({ preset: 'errors-only', colors: false }));
}

/** Compressed ahead and at their best, as `recordAssets` does for releases. */
async function compressAll(folder: string): Promise<void> {
  for (const file of (await readdir(folder)).filter((name) => /\.(js|css|svg)$/.test(name))) {
    const bytes = await readFile(path.join(folder, file));
    await writeFile(path.join(folder, `${file}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
    await writeFile(path.join(folder, `${file}.gz`), gzipSync(bytes, { level: 9 }));
  }
}
