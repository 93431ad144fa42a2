import { block } from '@jogakbo/blocks';
import css from './compact-header.module.css';

/** The shop's sign and the way home: whoever pays is not led anywhere else. */
function CompactHeader() {
  return (
    <header className={`c_CompactHeader ${css.header}`} data-boundary="checkout">
      <a className={`c_CompactHeader__link ${css.home}`} href="/">
        <svg className={css.sign} viewBox="0 0 32 32" aria-hidden="true">
          <path className={css.indigo} d="M1 1h17v20H1z" />
          <path className={css.persimmon} d="M15 1h16v11H15z" />
          <path className={css.straw} d="M15 9h16v12H15z" />
          <path className={css.jade} d="M1 18h11v13H1z" />
          <path className={css.plum} d="M9 18h22v13H9z" />
        </svg>
        <span className={css.name}>jogakbo</span>
      </a>
    </header>
  );
}

export default block('checkout/compact-header', { props: {}, render: CompactHeader });
