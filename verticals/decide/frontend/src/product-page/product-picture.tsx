import type { ProductPage } from '@jogakbo/decide-contract';
import css from './product-picture.module.css';

interface ProductPictureProps {
  readonly name: string;
  readonly variant: ProductPage['variants'][number];
}

/** Place, size and density of the cloths behind the machine; each reaches over its neighbours. */
const pieces = [
  ['0', '0', '64%', '72%', 0.15],
  ['63%', '0', '37%', '45%', 0.1],
  ['63%', '44%', '37%', '56%', 0.19],
  ['0', '71%', '64%', '29%', 0.11],
] as const;

/** The large picture on a tint of the variant's colour. */
export function ProductPicture({ name, variant }: ProductPictureProps) {
  return (
    <div className={css.picture}>
      <svg className={css.ground} aria-hidden="true">
        {pieces.map(([x, y, width, height, opacity]) => (
          <rect key={`${x} ${y}`} {...{ x, y, width, height, opacity }} fill={variant.color} />
        ))}
      </svg>
      <img
        className={`d_ProductPage__productImage ${css.image}`}
        src={variant.picture}
        alt={`${name} in ${variant.name}`}
        width={400}
        height={400}
        loading="eager"
        fetchPriority="high"
        decoding="async"
      />
    </div>
  );
}
