import { useHead } from '@jogakbo/blocks';
import type { ProductList } from '@jogakbo/explore-contract';
import { PageTitle } from '../page-title/page-title.tsx';
import { Filter } from './filter.tsx';
import { NothingFound } from './nothing-found.tsx';
import { ProductPiece } from './product-piece.tsx';
import css from './category-page.module.css';

/** So many pieces fill the first screen of a phone, and a desktop's first row. */
const SEEN_AT_ONCE = 4;

function titleOf({ search, category }: ProductList): string {
  if (search) return `“${search}”`;
  return category?.name ?? 'All Machines';
}

/** A category, all machines, or what a search found. */
export function Listing({ list }: { readonly list: ProductList }) {
  const { products, search, currency } = list;
  const title = titleOf(list);
  const count = `${products.length} ${products.length === 1 ? 'product' : 'products'}`;
  useHead({ title: `${title} · Jogakbo`, description: `${title}: ${count} to choose from, with colours and prices.` });
  return (
    <div className={`e_CategoryPage ${css.page}`} data-boundary="explore">
      <PageTitle part={search ? 'Search' : 'Machines'} title={title} />
      <div className={`e_CategoryPage__subline ${css.subline}`}>
        <Filter list={list} />
        <p className={css.count}>{count}</p>
        <span className={css.order}>{search ? 'best match first' : 'dearest first'}</span>
      </div>
      {products.length === 0 && <NothingFound search={search} />}
      <ul className={`e_CategoryPage_list ${css.list}`}>
        {products.map((product, index) => (
          <ProductPiece key={product.productId} product={product} currency={currency} atOnce={index < SEEN_AT_ONCE} />
        ))}
      </ul>
    </div>
  );
}
