import type { APIRequestContext, Page } from '@playwright/test';
import { checkoutPage } from '@jogakbo/checkout-e2e';
import { categoryPage, header } from '@jogakbo/explore-e2e';
import { productPage } from '@jogakbo/decide-e2e';
import { slot } from '../objects/index.ts';
import { Customer, type Bought } from './customer.ts';
import { asStaff } from './gateway.ts';
import { test as shopTest, expect } from './test.ts';

/** What the pages of all cases are about: a product with several variants, recommended on the home page. */
export interface Subject {
  readonly product: string;
  readonly address: string;
  /** A variant that is not the chosen one. */
  readonly variant: string;
  /** Puts it into the visitor's basket; resolves with where that is ordered. */
  readonly atCheckout: () => Promise<string>;
  /** Buys one piece, which was brought for that. */
  readonly buys: (requests: APIRequestContext) => Promise<Bought>;
  /** Where an order of it is seen, by its link. */
  readonly ordered: () => Promise<string>;
}

/** A vertical in trouble on a page with its blocks and those of others. */
export interface Case {
  readonly vertical: string;
  readonly address: (subject: Subject) => string | Promise<string>;
  /** Blocks that show nothing without their vertical's answers. */
  readonly asking: readonly string[];
  /** Blocks that need no more than their scripts. */
  readonly still: readonly string[];
  readonly others: readonly string[];
  /** Proves that a visitor can go on with the blocks of others. */
  readonly othersWork: (page: Page, subject: Subject) => Promise<void>;
}

const productAddress = ({ address }: Subject) => address;
const chooseVariant = async (page: Page, { variant }: Subject) => {
  await productPage(page).choose(variant);
  await productPage(page).isChosen(variant);
};
const exploreMachines = async (page: Page) => {
  const address = page.url();
  await header(page).follow('Machines');
  await categoryPage(page).isHeaded('All Machines');
  await page.goBack({ waitUntil: 'commit' });
  await expect(page).toHaveURL(address);
};
const followRecommendation = async (page: Page) => {
  await slot(page, 'inspire/recommendations').followFirst();
  await expect(page).toHaveURL(/\/product\//);
  await slot(page, 'decide/product-page').works();
  await page.goBack({ waitUntil: 'commit' });
  await expect(page).toHaveURL('/');
};

const fillIn = (page: Page) => checkoutPage(page).fill();

const ofInspire = ['inspire/recommendations'];
const ofDecide = ['decide/product-page'];
const ofCheckout = ['checkout/add-to-cart', 'checkout/mini-cart'];
const ofExplore = ['explore/header', 'explore/footer'];

export const cases: readonly Case[] = [
  {
    vertical: 'explore',
    address: () => '/',
    asking: ['explore/home-page'],
    still: ofExplore,
    others: ofInspire,
    othersWork: followRecommendation,
  },
  {
    vertical: 'decide',
    address: productAddress,
    asking: ofDecide,
    still: [],
    others: [...ofExplore, ...ofInspire],
    othersWork: exploreMachines,
  },
  {
    vertical: 'inspire',
    address: productAddress,
    asking: ofInspire,
    still: [],
    others: [...ofExplore, ...ofDecide],
    othersWork: chooseVariant,
  },
  {
    vertical: 'checkout',
    address: productAddress,
    asking: ofCheckout,
    still: [],
    others: [...ofExplore, ...ofDecide, ...ofInspire],
    othersWork: chooseVariant,
  },
  {
    vertical: 'payment',
    address: ({ atCheckout }) => atCheckout(),
    asking: ['payment/payment-method'],
    still: [],
    others: ['checkout/compact-header', 'checkout/checkout-page', 'explore/store-picker', 'explore/footer'],
    othersWork: fillIn,
  },
  {
    vertical: 'delivery',
    address: ({ ordered }) => ordered(),
    asking: ['delivery/tracking'],
    still: [],
    others: [...ofExplore, 'checkout/order-page', 'payment/receipt'],
    othersWork: exploreMachines,
  },
];

/** One order is enough to be looked at. */
let seenOrder: Promise<string> | undefined;

/** `test` with the cases' subject at hand. */
export const test = shopTest.extend<{ subject: Subject }>({
  subject: async ({ catalogue, gateway, page, request }, use) => {
    const { id, name, variants } = await catalogue.manyColoured();
    const { sku, name: variant } = variants[1]!;
    const buys = async (requests: APIRequestContext) => {
      const one = { stockId: `${sku}@journeys`, quantity: 1 };
      expect((await gateway.command('inventory', 'ReceiveStock', one, asStaff())).status).toBe(200);
      return new Customer(requests).buys({ sku });
    };
    await use({
      ...{ product: name, address: `/product/${id}`, variant, buys },
      atCheckout: () => new Customer(page.request).puts({ sku }).then(() => '/checkout/checkout'),
      ordered: () => (seenOrder ??= buys(request).then(({ orderId, key }) => `/orders/${orderId}?key=${key}`)),
    });
  },
});
