import type { ReactNode } from 'react';
import css from './page-title.module.css';

interface PageTitleProps {
  /** The part of the shop that the page belongs to. */
  readonly part: string;
  readonly title: string;
  readonly children?: ReactNode;
}

/** What a page is: its part of the shop, its own title, and a sentence where one helps. */
export function PageTitle({ part, title, children }: PageTitleProps) {
  return (
    <hgroup>
      <h1 className={css.part}>{part}</h1>
      <h2 className={css.title}>{title}</h2>
      {children && <p className={css.words}>{children}</p>}
    </hgroup>
  );
}
