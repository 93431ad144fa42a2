import type { Tracking } from '@jogakbo/delivery-contract';
import { Moment } from './moment.tsx';
import { ahead, nameOf } from './words.ts';
import css from './timeline.module.css';

/** What has happened to a parcel, and what it still has before it. */
export function Timeline({ tracking }: { readonly tracking: Tracking }) {
  const { entries } = tracking;
  return (
    <ol className={`v_Tracking__timeline ${css.timeline}`}>
      {entries.map(({ status, at }, nth) => (
        <li
          key={`${at} ${status}`}
          className={`v_Tracking__entry ${css.done}`}
          aria-current={nth === entries.length - 1 ? 'step' : undefined}
        >
          <span className={css.name}>{nameOf[status]}</span> <Moment at={at} className={css.when} />
        </li>
      ))}
      {ahead(tracking).map((status) => (
        <li key={status} className={`v_Tracking__ahead ${css.ahead}`}>
          <span>{nameOf[status]}</span> <span className={css.when}>still to come</span>
        </li>
      ))}
    </ol>
  );
}
