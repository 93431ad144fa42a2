import { useId } from 'react';
import { block, Slot } from '@jogakbo/blocks';
import { wordsOf } from '@jogakbo/explore-contract';
import { z } from 'zod';
import { closeSheet } from './close-sheet.ts';
import { Logo } from './logo.tsx';
import { Search } from './search.tsx';
import css from './header.module.css';

function Header({ search }: { readonly search?: string }) {
  const sheet = useId();
  return (
    <header className={`e_Header ${css.header}`} data-boundary="explore">
      <a className={`e_Header__link ${css.home}`} href="/">
        <Logo />
      </a>
      <nav id={sheet} popover="auto" className={css.sheet} aria-label="Shop">
        <a className={css.link} href="/products" onClick={closeSheet}>
          Machines
        </a>
        <a className={css.link} href="/stores" onClick={closeSheet}>
          Stores
        </a>
        <Search key={search} asked={wordsOf(search ?? '')} />
      </nav>
      <Slot block="checkout/mini-cart" className={css.basket} />
      <button type="button" className={css.menu} popoverTarget={sheet}>
        Menu
      </button>
    </header>
  );
}

export default block('explore/header', { props: { search: z.string().optional() }, render: Header });
