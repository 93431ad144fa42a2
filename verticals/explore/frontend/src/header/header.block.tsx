import { useId, type MouseEvent } from 'react';
import { block, Slot } from '@jogakbo/blocks';
import { Logo } from './logo.tsx';
import { Search } from './search.tsx';
import css from './header.module.css';

/** Takes the sheet away once a link in it was followed: the header outlives the page it was opened on. */
function closeAfterLink({ target, currentTarget }: MouseEvent<HTMLElement>) {
  if (target instanceof Element && target.closest('a')) currentTarget.hidePopover?.();
}

function Header() {
  const sheet = useId();
  return (
    <header className={`e_Header ${css.header}`} data-boundary="explore">
      <a className={`e_Header__link ${css.home}`} href="/">
        <Logo />
      </a>
      <nav id={sheet} popover="auto" className={css.sheet} aria-label="Shop" onClick={closeAfterLink}>
        <a className={css.link} href="/products">
          Machines
        </a>
        <a className={css.link} href="/stores">
          Stores
        </a>
        <Search />
      </nav>
      <Slot block="checkout/mini-cart" className={css.basket} />
      <button type="button" className={css.menu} popoverTarget={sheet}>
        Menu
      </button>
    </header>
  );
}

export default block('explore/header', { props: {}, render: Header });
