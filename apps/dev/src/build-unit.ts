import { buildRelease } from '@jogakbo/release';
import { explain } from './problem.ts';

/** What a building process tells the one that started it. */
export type BuildMessage = { line: string } | { version: string; reused: boolean } | { failure: string };

const [unit = '', root = '', releases = ''] = process.argv.slice(2);
const tell = (message: BuildMessage) => new Promise((told) => process.send?.(message, told));

process.on('disconnect', () => process.exit(1));
try {
  const { version, reused } = await buildRelease(unit, { root, releases, onProgress: (line) => void tell({ line }) });
  await tell({ version, reused });
  process.exit(0);
} catch (error) {
  await tell({ failure: explain(error) });
  process.exit(1);
}
