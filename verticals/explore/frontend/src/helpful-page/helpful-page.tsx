import type { ReactNode } from 'react';
import { patch } from '../patch/patch.ts';
import { Quilt } from '../quilt/quilt.tsx';
import css from './helpful-page.module.css';

interface HelpfulPageProps {
  /** The stable class of the block that shows it. */
  readonly hook: string;
  readonly title: string;
  readonly children: ReactNode;
}

/** Says what is missing and offers the ways on; one piece of its cloth is missing, too. */
export function HelpfulPage({ hook, title, children }: HelpfulPageProps) {
  return (
    <div className={`${hook} ${css.page}`} data-boundary="explore">
      <div className={`${patch} ${css.words}`}>
        <h1 className={css.title}>{title}</h1>
        <p className={css.reason}>{children}</p>
        <ul className={css.ways}>
          <li>
            <a href="/products">See all machines</a>
          </li>
          <li>
            <a href="/stores">Find a store</a>
          </li>
          <li>
            <a href="/">Go to the home page</a>
          </li>
        </ul>
      </div>
      <Quilt className={css.quilt} missing="indigo" />
    </div>
  );
}
