import type { Page } from '@playwright/test';
import { categoryPage, footer, header } from '@jogakbo/explore-e2e';
import { productPage } from '@jogakbo/decide-e2e';
import { test as shopTest, expect } from './test.ts';

/** A page that all verticals with blocks share: one product with several variants. */
export interface SharedPage {
  readonly address: string;
  /** A variant that is not the chosen one. */
  readonly variant: string;
}

/** A vertical that is in trouble: its blocks on the shared page, those of others, and the proof that these work. */
export interface Case {
  readonly vertical: string;
  readonly blocks: readonly string[];
  readonly others: readonly string[];
  readonly othersWork: (page: Page, shared: SharedPage) => Promise<void>;
}

const chooseVariant = async (page: Page, { variant }: SharedPage) => {
  await productPage(page).choose(variant);
  await productPage(page).isChosen(variant);
};
const exploreMachines = async (page: Page, { address }: SharedPage) => {
  await header(page).follow('Machines');
  await categoryPage(page).isHeaded('All Machines');
  await page.goBack();
  await expect(page).toHaveURL(address);
  await footer(page).isShown();
};

const explore = ['explore/header', 'explore/footer'];
const decide = ['decide/product-page'];
const inspire = ['inspire/recommendations'];

export const cases: readonly Case[] = [
  { vertical: 'explore', blocks: explore, others: [...decide, ...inspire], othersWork: chooseVariant },
  { vertical: 'decide', blocks: decide, others: [...explore, ...inspire], othersWork: exploreMachines },
  { vertical: 'inspire', blocks: inspire, others: [...explore, ...decide], othersWork: chooseVariant },
];

/** `test` with the shared page at hand. */
export const test = shopTest.extend<{ shared: SharedPage }>({
  shared: async ({ catalogue }, use) => {
    const { id, variants } = await catalogue.manyColoured();
    await use({ address: `/product/${id}`, variant: variants[1]!.name });
  },
});
