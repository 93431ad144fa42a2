/** One address of every page, and of every page that only helps. */
export const addresses = {
  home: '/',
  'all machines': '/products',
  'a category': '/products/classic',
  'a search': '/products?q=jade',
  'a search that finds nothing': '/products?q=hovercraft',
  stores: '/stores',
  'a product': '/product/CJ-01?sku=CJ-01-PN',
  'the basket': '/checkout/cart',
  'no such category': '/products/submarines',
  'no such product': '/product/CJ-99',
  'no such page': '/nowhere',
} as const;

export const eachAddress = Object.entries(addresses);
