import css from './picture.module.css';

interface PictureProps {
  readonly src: string;
  /** The machine's own colour: it tints the ground. */
  readonly color: string;
  /** Seen without scrolling, so fetched at once. */
  readonly atOnce?: boolean;
}

/** A machine's picture on a tint of its own colour; its name stands beside it, so it says nothing by itself. */
export function Picture({ src, color, atOnce = false }: PictureProps) {
  return (
    <span className={css.picture}>
      <svg className={css.ground} aria-hidden="true">
        <rect width="100%" height="100%" fill={color} opacity="0.16" />
      </svg>
      <img className={css.image} src={src} alt="" width={400} height={400} loading={atOnce ? 'eager' : 'lazy'} decoding="async" />
    </span>
  );
}
