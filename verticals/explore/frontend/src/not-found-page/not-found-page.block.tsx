import { block, useHead } from '@jogakbo/blocks';
import { HelpfulPage } from '../helpful-page/helpful-page.tsx';

function NotFoundPage() {
  useHead({ title: 'Page not found · Jogakbo', description: 'There is no page at this address.', status: 404 });
  return (
    <HelpfulPage hook="e_NotFoundPage" title="Nothing is stitched here">
      There is no page at this address. One of these may be what you are looking for.
    </HelpfulPage>
  );
}

export default block('explore/not-found-page', { props: {}, render: NotFoundPage });
