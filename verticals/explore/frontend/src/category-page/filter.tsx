import type { ProductList } from '@jogakbo/explore-contract';
import css from './category-page.module.css';

interface ChipProps {
  readonly href: string;
  readonly name: string;
  readonly active: boolean;
}

function Chip({ href, name, active }: ChipProps) {
  const hook = active ? 'e_Filter__filter e_Filter__filter--active' : 'e_Filter__filter';
  return (
    <li>
      <a className={`${hook} ${css.chip}`} href={href} aria-current={active ? 'page' : undefined}>
        {name}
      </a>
    </li>
  );
}

/** The ways to narrow a list: plain links, each an address of its own; a search goes along. */
export function Filter({ list: { categories, category, search } }: { readonly list: ProductList }) {
  const asked = search ? `?q=${encodeURIComponent(search)}` : '';
  return (
    <nav className="e_Filter" aria-label="Categories">
      <ul className={css.chips}>
        <Chip href={`/products${asked}`} name="All" active={!category} />
        {categories.map(({ categoryId, name }) => (
          <Chip key={categoryId} href={`/products/${categoryId}${asked}`} name={name} active={categoryId === category?.categoryId} />
        ))}
      </ul>
    </nav>
  );
}
