import type { Receipt } from '@jogakbo/payment-contract';
import { Moment } from './moment.tsx';
import { thenWords } from './words.ts';
import css from './entries.module.css';

/** What has happened, in its order. */
export const Entries = ({ entries }: Pick<Receipt, 'entries'>) => (
  <ol className={`p_Receipt__entries ${css.entries}`}>
    {entries.map(({ status, at }) => (
      <li key={status} className={css.entry}>
        <span>{thenWords(status)}</span>
        <Moment at={at} className={css.when} />
      </li>
    ))}
  </ol>
);
