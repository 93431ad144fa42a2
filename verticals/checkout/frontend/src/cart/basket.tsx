import css from './basket.module.css';

/** A basket, stitched; its size and colour are those of its place. */
export function Basket({ className }: { readonly className?: string }) {
  return (
    <svg className={`${css.basket} ${className}`} viewBox="0 0 32 32" aria-hidden="true">
      <path d="M4.5 13.5h23l-2.3 12.3a2.5 2.5 0 0 1-2.5 2.2H9.3a2.5 2.5 0 0 1-2.5-2.2Z" />
      <path d="M10 13.5C10 4.5 22 4.5 22 13.5" />
      <path className={css.stitch} d="M8 18h16M8.8 22.5h14.4" />
    </svg>
  );
}
