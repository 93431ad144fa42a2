import type { Recommendation } from '@jogakbo/inspire-contract';
import css from './recommendation-piece.module.css';

/** One recommended variant: its picture on a tint of its colour, and its name. */
export function RecommendationPiece({ recommendation }: { readonly recommendation: Recommendation }) {
  const { productId, sku, name, picture, color } = recommendation;
  return (
    <li className={`e_Recommendation ${css.piece}`}>
      <a className={`e_Recommendation_link ${css.link}`} href={`/product/${productId}?sku=${sku}`}>
        <span className={css.picture}>
          <svg className={css.ground} aria-hidden="true">
            <rect width="100%" height="100%" fill={color} opacity="0.16" />
          </svg>
          <img
            className={`e_Recommendation_image ${css.image}`}
            src={picture}
            alt=""
            width={400}
            height={400}
            loading="lazy"
            decoding="async"
          />
        </span>
        <span className={`e_Recommendation_name ${css.name}`}>{name}</span>
      </a>
    </li>
  );
}
