import { useId } from 'react';
import { closeSheet } from './close-sheet.ts';
import css from './search.module.css';

/** Asks for machines by words; a plain form, so that it also works before or without scripts. */
export function Search({ asked }: { readonly asked: string }) {
  const field = useId();
  return (
    <search className={css.search}>
      <form className={css.form} action="/products" method="get" onSubmit={closeSheet}>
        <label className={css.unseen} htmlFor={field}>
          Search machines
        </label>
        <input id={field} className={css.field} type="search" name="q" defaultValue={asked} maxLength={100} placeholder="Search machines" />
        <button type="submit" className={css.find} aria-label="Search">
          <svg className={css.lens} viewBox="0 0 24 24" aria-hidden="true">
            <circle cx="10.5" cy="10.5" r="6.5" />
            <path d="m15.5 15.5 5 5" />
          </svg>
        </button>
      </form>
    </search>
  );
}
