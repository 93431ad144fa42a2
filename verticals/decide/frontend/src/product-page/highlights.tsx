import css from './product-page.module.css';

/** What speaks for a product, in a few lines. */
export function Highlights({ highlights }: { readonly highlights: readonly string[] }) {
  if (highlights.length === 0) return null;
  return (
    <ul className={`d_ProductPage__highlights ${css.highlights}`} aria-label="Highlights">
      {highlights.map((highlight, index) => (
        <li key={index} className={css.highlight}>
          {highlight}
        </li>
      ))}
    </ul>
  );
}
