import productPage from './product-page/product-page.block.tsx';

export const blocks = [productPage];
