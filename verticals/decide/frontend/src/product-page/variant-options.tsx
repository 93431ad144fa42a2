import type { ProductPage } from '@jogakbo/decide-contract';
import css from './variant-options.module.css';

interface VariantOptionsProps {
  readonly product: ProductPage;
  readonly selected: string;
}

/** A piece of cloth in a variant's colour. */
function Swatch({ color }: { readonly color: string }) {
  return (
    <svg className={css.swatch} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="5" fill={color} />
      <rect className={css.stitching} x="4" y="4" width="24" height="24" rx="2" />
    </svg>
  );
}

/** The variants of a product: each is an address of its own, the selected one is no link. */
export function VariantOptions({ product: { productId, variants }, selected }: VariantOptionsProps) {
  return (
    <ul className={`d_ProductPage__variants ${css.options}`} aria-label="Colours">
      {variants.map(({ sku, name, color }) => (
        <li key={sku} className={`d_VariantOption ${css.option} ${sku === selected ? css.selected : ''}`}>
          <Swatch color={color} />
          {sku === selected ? (
            <strong className={css.name}>{name}</strong>
          ) : (
            <a className={css.name} href={`/product/${productId}?sku=${sku}`}>
              {name}
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}
