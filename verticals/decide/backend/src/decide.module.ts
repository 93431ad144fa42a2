import { Vertical } from '@jogakbo/vertical';
import * as contract from '@jogakbo/decide-contract';
import { blocks } from '@jogakbo/decide-frontend';
import { GetProductPageHandler } from './product-page/get-product-page.query.ts';
import { productPage } from './product-page/product-page.projection.ts';
import { storefront } from './product-page/storefront.projection.ts';

export const DecideModule = Vertical.of({
  name: 'decide',
  contract,
  blocks,
  projections: [productPage, storefront],
  handlers: [GetProductPageHandler],
});
