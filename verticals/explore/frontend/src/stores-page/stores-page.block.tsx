import { block, useHead, useQuery } from '@jogakbo/blocks';
import { ListStores } from '@jogakbo/explore-contract';
import { PageTitle } from '../page-title/page-title.tsx';
import { StorePiece } from './store-piece.tsx';
import css from './stores-page.module.css';

function StoresPage() {
  const stores = useQuery(ListStores, {});
  useHead({
    title: 'Our Stores · Jogakbo',
    description: `${stores.length} stores where your tractor waits for you, with pictures and addresses.`,
  });
  return (
    <div className={`e_StoresPage ${css.page}`} data-boundary="explore">
      <PageTitle part="Pick up" title="Our Stores">
        Order here, and pick your machine up where you can walk around it first.
      </PageTitle>
      <ul className={`e_StoresPage_list ${css.list}`}>
        {stores.map((store) => (
          <StorePiece key={store.storeId} store={store} />
        ))}
      </ul>
    </div>
  );
}

export default block('explore/stores-page', { props: {}, render: StoresPage });
