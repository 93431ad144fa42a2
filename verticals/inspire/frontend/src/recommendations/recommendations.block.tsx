import { useId } from 'react';
import { block, useQuery } from '@jogakbo/blocks';
import { ProductId, type Sku } from '@jogakbo/assortment-contract';
import { GetRecommendations } from '@jogakbo/inspire-contract';
import { z } from 'zod';
import { RecommendationPiece } from './recommendation-piece.tsx';
import css from './recommendations.module.css';

interface RecommendationsProps {
  /** What the customer looks at: the home page, one product, or the given SKUs. */
  readonly on: 'home' | 'product' | 'skus';
  readonly productId?: ProductId;
  readonly skus?: string[];
}

/** What can't be a SKU, as in a mistyped address, is nothing to look at. */
const isSku = (text: string): text is Sku => /^[A-Za-z0-9][\w-]{0,63}$/.test(text);

function Recommendations({ on, productId, skus }: RecommendationsProps) {
  const recommendations = useQuery(GetRecommendations, { on, productId, skus: skus?.filter(isSku) });
  const heading = useId();
  if (recommendations.length === 0) return <section hidden data-boundary="inspire" />;
  return (
    <section className={`e_Recommendations ${css.section}`} data-boundary="inspire" aria-labelledby={heading}>
      <h2 id={heading} className={css.title}>
        Recommendations
      </h2>
      <ul className={`e_Recommendations_list ${css.list}`}>
        {recommendations.map((recommendation) => (
          <RecommendationPiece key={recommendation.sku} recommendation={recommendation} />
        ))}
      </ul>
    </section>
  );
}

export default block('inspire/recommendations', {
  props: { on: z.enum(['home', 'product', 'skus']), productId: ProductId.optional(), skus: z.array(z.string()).optional() },
  render: Recommendations,
});
