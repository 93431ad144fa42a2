import { useHead } from '@jogakbo/blocks';
import { HelpfulPage } from '../helpful-page/helpful-page.tsx';

/** Stands in for a category that does not exist. */
export function NoSuchCategory() {
  useHead({ title: 'No such category · Jogakbo', description: 'There is no category at this address.', status: 404 });
  return (
    <HelpfulPage hook="e_CategoryPage" title="This piece is missing">
      There is no category at this address. It may have been renamed, or never have been stitched in.
    </HelpfulPage>
  );
}
