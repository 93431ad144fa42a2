import type { StockReport } from '@jogakbo/assortment-contract';

const MOST = 10;
const variants = (count: number) => `${count} ${count === 1 ? 'variant' : 'variants'}`;

/** What an import says of the stock, line by line: first the whole, then what somebody should look at. */
export function stockTold({ unchanged, counted, raised, lowered, belowReserved, uncounted, waiting }: StockReport): string[] {
  const more = belowReserved.length - MOST;
  return [
    `Stock: ${counted} counted for the first time, ${raised} raised, ${lowered} lowered, ${unchanged} as in the books.`,
    ...belowReserved
      .slice(0, MOST)
      .map(
        ({ sku, stated, reserved }) =>
          `${sku}: ${stated} stated, ${reserved} kept for orders. None can be bought, ${reserved - stated} short.`,
      ),
    ...(more > 0 ? [`… and so are ${variants(more)} more: \`npm run staff -- ListStock\` says which.`] : []),
    ...(uncounted > 0
      ? [
          `${variants(uncounted)} can't be bought until somebody counts them (\`npm run staff -- CountStock\`) or a feed states their stock.`,
        ]
      : []),
    ...(waiting > 0
      ? [`Inventory is unavailable: it counts ${variants(waiting)} when it is back. Until then the books stay as they are.`]
      : []),
  ];
}
