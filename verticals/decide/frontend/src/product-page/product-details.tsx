import { formatAmount } from '@jogakbo/contract';
import { Slot, useHead } from '@jogakbo/blocks';
import type { ProductPage } from '@jogakbo/decide-contract';
import { Highlights } from './highlights.tsx';
import { ProductPicture } from './product-picture.tsx';
import { VariantOptions } from './variant-options.tsx';
import css from './product-page.module.css';

interface ProductDetailsProps {
  readonly product: ProductPage;
  /** The variant that the address asks for; the first one stands in for one that does not exist. */
  readonly sku?: string;
}

/** Everything about one product, seen in the colour of the chosen variant. */
export function ProductDetails({ product, sku }: ProductDetailsProps) {
  const { productId, name, category, highlights, variants, currency } = product;
  const variant = variants.find((candidate) => candidate.sku === sku) ?? variants[0]!;
  const price = formatAmount(variant.price, currency);
  useHead({
    title: `${name} ${variant.name} · Jogakbo`,
    description: [`${name} in ${variant.name} for ${price}.`, ...highlights].join(' '),
  });
  return (
    <article className={`d_ProductPage ${css.page}`} data-boundary="decide">
      <ProductPicture name={name} variant={variant} />
      <div className={css.words}>
        <p className={css.category}>
          <a href={category ? `/products/${category.categoryId}` : '/products'}>{category?.name ?? 'All Machines'}</a>
        </p>
        <h1 className={`d_ProductPage__title ${css.title}`}>{name}</h1>
        <VariantOptions product={product} selected={variant.sku} />
        <div className={css.offer}>
          <p className={`d_ProductPage__price ${css.price}`} aria-live="polite">
            {price}
          </p>
          <Slot block="checkout/add-to-cart" props={{ productId, sku: variant.sku }} className={css.sale} />
        </div>
        <Highlights highlights={highlights} />
      </div>
    </article>
  );
}
