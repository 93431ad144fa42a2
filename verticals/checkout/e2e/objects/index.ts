export * from './add-to-cart.ts';
export * from './cart-page.ts';
export * from './checkout-page.ts';
export * from './mini-cart.ts';
export * from './order-page.ts';
export * from './orders-page.ts';
export * from './thanks-page.ts';
