export * from './add-to-cart.ts';
export * from './cart-page.ts';
export * from './mini-cart.ts';
