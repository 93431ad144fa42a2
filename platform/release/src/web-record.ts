import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Asset, WebRelease } from '@jogakbo/protocol';

const compressible = /\.(js|css|svg|json|html)$/;

/** Records digest and size of every file that a browser may load, and lays a compressed copy beside each. */
export async function recordAssets(folder: string): Promise<Record<string, Asset>> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
  const assets = await Promise.all(files.map((file) => record(folder, file)));
  return Object.fromEntries(assets.map((asset) => [asset.file, asset]));
}

async function record(folder: string, file: string): Promise<Asset> {
  const bytes = await readFile(path.join(folder, file));
  if (compressible.test(file)) {
    const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } };
    await writeFile(path.join(folder, `${file}.br`), await promisify(brotliCompress)(bytes, brotli));
    await writeFile(path.join(folder, `${file}.gz`), await promisify(gzip)(bytes, { level: 9 }));
  }
  return { file, integrity: `sha384-${createHash('sha384').update(bytes).digest('base64')}`, bytes: bytes.length };
}

/** The browser's side of a release, from what its build wrote. */
export function webRelease(container: string, blocks: string[], assets: Record<string, Asset>): WebRelease {
  const files = Object.keys(assets);
  const remoteEntry = files.find((file) => /^container\..*\.js$/.test(file));
  if (!remoteEntry) throw new Error('The front end has no federation container');
  const styles = files.filter((file) => file.endsWith('.css'));
  const loads = (block: string) => ({ expose: `./${block.split('/')[1]}`, styles });
  return { remoteEntry, container, blocks: Object.fromEntries(blocks.map((block) => [block, loads(block)])), assets };
}
