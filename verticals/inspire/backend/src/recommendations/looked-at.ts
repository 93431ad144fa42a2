import type { DataOf } from '@jogakbo/contract';
import type { Sku } from '@jogakbo/assortment-contract';
import type { GetRecommendations, Recommendation } from '@jogakbo/inspire-contract';

type Asked = DataOf<typeof GetRecommendations>;

/** What the customer looks at, as SKUs; a product shows its first variant when none of its own is chosen. */
export function lookedAt({ on, productId, skus = [] }: Asked, catalogue: readonly Recommendation[], homeChoice: readonly Sku[]): Sku[] {
  if (on === 'home') return [...homeChoice];
  const shown = on === 'skus' ? catalogue : catalogue.filter((variant) => variant.productId === productId);
  const chosen = shown.filter(({ sku }) => skus.includes(sku));
  const seen = on === 'product' && chosen.length === 0 ? shown.slice(0, 1) : chosen;
  return seen.map(({ sku }) => sku);
}
