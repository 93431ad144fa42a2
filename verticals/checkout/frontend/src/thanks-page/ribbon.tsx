import css from './ribbon.module.css';

/** A parcel of pieced cloth with its ribbon; its size is that of its place. */
export function Ribbon({ className }: { readonly className?: string | undefined }) {
  return (
    <svg className={className} viewBox="0 0 96 96" aria-hidden="true">
      <path className={css.indigo} d="M10 36h40v26H10z" />
      <path className={css.persimmon} d="M46 36h40v20H46z" />
      <path className={css.jade} d="M10 58h32v28H10z" />
      <path className={css.plum} d="M38 52h48v34H38z" />
      <path className={css.stitch} d="M15 41h66v40H15z" />
      <path className={css.bow} d="M48 34v52M48 34C30 34 22 14 34 12s14 12 14 22C48 24 50 10 62 12S66 34 48 34Z" />
    </svg>
  );
}
