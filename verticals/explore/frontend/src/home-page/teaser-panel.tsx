import type { Home } from '@jogakbo/explore-contract';
import css from './teaser-panel.module.css';

interface TeaserPanelProps {
  readonly teaser: Home['teasers'][number];
  /** The first one is what a visitor waits for. */
  readonly first: boolean;
}

/** One way into the shop: a cloth panel with its picture. */
export function TeaserPanel({ teaser, first }: TeaserPanelProps) {
  return (
    <a className={`e_HomePage__categoryLink ${css.teaser}`} href={teaser.url}>
      <img
        className={css.scene}
        src={teaser.picture}
        alt=""
        width={500}
        height={280}
        decoding="async"
        fetchPriority={first ? 'high' : undefined}
      />
      <span className={css.label}>{teaser.title}</span>
    </a>
  );
}
