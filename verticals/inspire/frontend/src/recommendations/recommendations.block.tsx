import { useId } from 'react';
import { block, useQuery } from '@jogakbo/blocks';
import { ProductId, Sku } from '@jogakbo/assortment-contract';
import { GetRecommendations } from '@jogakbo/inspire-contract';
import { z } from 'zod';
import { RecommendationPiece } from './recommendation-piece.tsx';
import css from './recommendations.module.css';

interface RecommendationsProps {
  /** What the customer looks at: the home page, one product, or the given SKUs. */
  readonly on: 'home' | 'product' | 'skus';
  readonly productId?: ProductId;
  readonly skus?: Sku[];
}

function Recommendations({ on, productId, skus }: RecommendationsProps) {
  const recommendations = useQuery(GetRecommendations, { on, productId, skus });
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
  props: { on: z.enum(['home', 'product', 'skus']), productId: ProductId.optional(), skus: z.array(Sku).optional() },
  render: Recommendations,
});
