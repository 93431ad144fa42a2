import css from './header.module.css';

/** The shop's sign: five pieces of ramie whose overlaps are the seams, and its name. */
export function Logo() {
  return (
    <>
      <svg className={css.sign} viewBox="0 0 32 32" aria-hidden="true">
        <rect className={css.indigo} x="1" y="1" width="17" height="20" rx="1.5" />
        <rect className={css.persimmon} x="15" y="1" width="16" height="11" rx="1.5" />
        <rect className={css.straw} x="15" y="9" width="16" height="12" rx="1.5" />
        <rect className={css.jade} x="1" y="18" width="11" height="13" rx="1.5" />
        <rect className={css.plum} x="9" y="18" width="22" height="13" rx="1.5" />
      </svg>
      <span className={css.name}>jogakbo</span>
    </>
  );
}
