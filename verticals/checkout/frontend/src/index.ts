import addToCart from './add-to-cart/add-to-cart.block.tsx';
import cartPage from './cart-page/cart-page.block.tsx';
import miniCart from './mini-cart/mini-cart.block.tsx';

export const blocks = [addToCart, miniCart, cartPage];
