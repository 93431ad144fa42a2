import type { Page, PlacedBlock } from './page.ts';

const header: PlacedBlock = { slot: 'header', block: 'explore/header', props: { search: '?q' }, reserve: 'header' };
/** While somebody pays, nothing leads away but home. */
const compactHeader: PlacedBlock = { slot: 'header', block: 'checkout/compact-header', reserve: 'header' };
const footer: PlacedBlock = { slot: 'footer', block: 'explore/footer', reserve: 'footer' };
const description = 'Tractors for every field: classics, autonomous machines and all between.';

/** What may be an id in an address; what can't be one is an address without a page. */
const id = '([A-Za-z0-9][\\w\\-]{0,63})';

/** The pages of the shop, first match first. */
export const pages: readonly Page[] = [
  {
    name: 'home',
    route: '/',
    team: 'explore',
    title: 'Jogakbo Tractors',
    description,
    blocks: [
      header,
      { slot: 'main', block: 'explore/home-page', reserve: 'lead' },
      { slot: 'more', block: 'inspire/recommendations', props: { on: 'home' }, reserve: 'row' },
      footer,
    ],
  },
  {
    name: 'category',
    route: `/products{/:categoryId${id}}?`,
    team: 'explore',
    title: 'Machines',
    description,
    blocks: [
      header,
      { slot: 'main', block: 'explore/category-page', props: { categoryId: ':categoryId', search: '?q' }, reserve: 'lead' },
      footer,
    ],
  },
  {
    name: 'stores',
    route: '/stores',
    team: 'explore',
    title: 'Our Stores',
    description,
    blocks: [header, { slot: 'main', block: 'explore/stores-page', reserve: 'lead' }, footer],
  },
  {
    name: 'product',
    route: `/product/:productId${id}`,
    team: 'decide',
    title: 'Product',
    description,
    blocks: [
      header,
      { slot: 'main', block: 'decide/product-page', props: { productId: ':productId', sku: '?sku' }, reserve: 'lead' },
      { slot: 'more', block: 'inspire/recommendations', props: { on: 'product', productId: ':productId', skus: ['?sku'] }, reserve: 'row' },
      footer,
    ],
  },
  {
    name: 'cart',
    route: '/checkout/cart',
    team: 'checkout',
    title: 'Your basket',
    description,
    blocks: [header, { slot: 'main', block: 'checkout/cart-page', reserve: 'lead' }, footer],
  },
  {
    name: 'checkout',
    route: '/checkout/checkout',
    team: 'checkout',
    title: 'Checkout',
    description,
    blocks: [compactHeader, { slot: 'main', block: 'checkout/checkout-page', reserve: 'lead' }, footer],
  },
  {
    name: 'thanks',
    route: '/checkout/thanks',
    team: 'checkout',
    title: 'Thanks for your order!',
    description,
    blocks: [header, { slot: 'main', block: 'checkout/thanks-page', reserve: 'lead' }, footer],
  },
  {
    name: 'orders',
    route: '/orders',
    team: 'checkout',
    title: 'Your orders',
    description,
    blocks: [header, { slot: 'main', block: 'checkout/orders-page', reserve: 'lead' }, footer],
  },
  {
    name: 'order',
    route: `/orders/:orderId${id}`,
    team: 'checkout',
    title: 'Your order',
    description,
    blocks: [header, { slot: 'main', block: 'checkout/order-page', props: { orderId: ':orderId', key: '?key' }, reserve: 'lead' }, footer],
  },
];

/** Shown at every address that no page has, with status 404. */
export const notFound: Page = {
  name: 'not-found',
  route: '/*',
  team: 'explore',
  title: 'Not found',
  description,
  blocks: [header, { slot: 'main', block: 'explore/not-found-page', reserve: 'lead' }, footer],
};
