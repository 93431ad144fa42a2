import { block, useQuery } from '@jogakbo/blocks';
import { CategoryId } from '@jogakbo/assortment-contract';
import { ListProducts, wordsOf } from '@jogakbo/explore-contract';
import { z } from 'zod';
import { Listing } from './listing.tsx';
import { NoSuchCategory } from './no-such-category.tsx';

interface CategoryPageProps {
  readonly categoryId?: CategoryId;
  readonly search?: string;
}

/** As much of an address as is asked for, however long it is. */
const LONGEST = 100;

function CategoryPage({ categoryId, search }: CategoryPageProps) {
  const list = useQuery(ListProducts, {
    categoryId,
    search:
      wordsOf(search ?? '')
        .slice(0, LONGEST)
        .trim() || undefined,
  });
  return list ? <Listing list={list} /> : <NoSuchCategory />;
}

export default block('explore/category-page', {
  props: { categoryId: CategoryId.optional(), search: z.string().optional() },
  render: CategoryPage,
});
