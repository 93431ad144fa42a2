export * from './product-page.ts';
