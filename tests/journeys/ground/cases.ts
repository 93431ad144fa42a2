import type { Page } from '@playwright/test';
import { categoryPage, header } from '@jogakbo/explore-e2e';
import { productPage } from '@jogakbo/decide-e2e';
import { slot } from '../objects/index.ts';
import { test as shopTest, expect } from './test.ts';

/** What the pages of all cases are about: a product with several variants, recommended on the home page. */
export interface Subject {
  readonly product: string;
  readonly address: string;
  /** A variant that is not the chosen one. */
  readonly variant: string;
}

/** A vertical in trouble on a page with its blocks and those of others. */
export interface Case {
  readonly vertical: string;
  readonly address: (subject: Subject) => string;
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
const exploreMachines = async (page: Page, { address }: Subject) => {
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
];

/** `test` with the cases' subject at hand. */
export const test = shopTest.extend<{ subject: Subject }>({
  subject: async ({ catalogue }, use) => {
    const { id, name, variants } = await catalogue.manyColoured();
    await use({ product: name, address: `/product/${id}`, variant: variants[1]!.name });
  },
});
