import addToCart from './add-to-cart/add-to-cart.block.tsx';
import cartPage from './cart-page/cart-page.block.tsx';
import checkoutPage from './checkout-page/checkout-page.block.tsx';
import compactHeader from './compact-header/compact-header.block.tsx';
import miniCart from './mini-cart/mini-cart.block.tsx';
import orderPage from './order-page/order-page.block.tsx';
import ordersPage from './orders-page/orders-page.block.tsx';
import thanksPage from './thanks-page/thanks-page.block.tsx';

export const blocks = [addToCart, miniCart, cartPage, compactHeader, checkoutPage, thanksPage, orderPage, ordersPage];
