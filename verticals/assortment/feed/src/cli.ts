import path from 'node:path';
import { parseArgs } from 'node:util';
import type { ImportReport } from '@jogakbo/assortment-contract';
import { exportFeed } from './export-feed.ts';
import { importFeed } from './import-feed.ts';
import { ShopApi } from './shop.ts';
import { stockTold } from './stock-told.ts';

const usage = `Usage:
  npm run feed -- import <file> [--merge]   make the catalogue what the feed says (or merge it into what is there)
  npm run feed -- export <file>             write the catalogue, with its pictures, in the same format`;

/** Paths are meant from where the person stands, wherever npm runs the script. */
const here = (file: string) => path.resolve(process.env.INIT_CWD ?? process.cwd(), file);

async function run(): Promise<string> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { merge: { type: 'boolean', default: false } } });
  const [act, file] = positionals;
  if (!file || positionals.length !== 2) throw new Error(usage);
  const shop = ShopApi.fromEnvironment();
  if (act === 'export') {
    const { products, pictures } = await exportFeed(shop, here(file));
    return `Exported ${products} products and ${pictures} pictures to ${file}.`;
  }
  if (act !== 'import') throw new Error(usage);
  const { report } = await importFeed(shop, here(file), values.merge);
  return told(report);
}

const told = ({ listed, delisted, unchanged, storesOpened, storesClosed, storefrontArranged, stock }: ImportReport) =>
  [
    `Products: ${listed} listed or changed, ${delisted} delisted, ${unchanged} unchanged.`,
    `Stores: ${storesOpened} opened or changed, ${storesClosed} closed.`,
    `Storefront: ${storefrontArranged ? 'arranged anew' : 'unchanged'}.`,
  ]
    .join(' ')
    .concat(...(stock ? stockTold(stock) : []).map((line) => `\n${line}`));

await run().then(
  (said) => console.log(said),
  (error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
);
