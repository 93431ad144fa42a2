import css from './category-page.module.css';

/** What a customer reads instead of an empty list. */
export function NothingFound({ search }: { readonly search?: string }) {
  return (
    <div className={css.nothing}>
      <p className={css.sorry}>{search ? `No machine matches “${search}”.` : 'There are no machines here at the moment.'}</p>
      <p>
        Try a colour, a name or fewer words, or <a href="/products">see all machines</a>.
      </p>
    </div>
  );
}
