import { addToCart, cartPage, miniCart } from '@jogakbo/checkout-e2e';
import { productPage } from '@jogakbo/decide-e2e';
import { categoryPage, footer, header, homePage, storesPage } from '@jogakbo/explore-e2e';
import { recommendations } from '@jogakbo/inspire-e2e';
import { Catalogue } from './ground/catalogue.ts';
import { expect, test } from './ground/test.ts';
import { dearestFirst, nearestInColor, readYardstick, yardstickFile, type YardstickFeed } from './ground/yardstick.ts';

test.skip(!yardstickFile, 'The yardstick’s feed is an optional input: YARDSTICK_FEED names it.');

const feed: YardstickFeed = yardstickFile
  ? readYardstick()
  : { categories: [], products: [], stores: [], teasers: [], homeRecommendationsFor: [] };
const { categories, products, stores, teasers, homeRecommendationsFor } = feed;

/** The shop's own catalogue: no other suite notices that this one ran. */
let own: Catalogue;

test.beforeAll(async ({ gateway, shop }) => {
  own = await Catalogue.of(gateway);
  await shop.feed(yardstickFile!);
});
test.afterAll(() => own.restore());

test.describe('with the yardstick’s feed, explore shows', () => {
  test('the two teasers on the home page', async ({ page, visitor }) => {
    await visitor.opens('/');
    await homePage(page).teases(teasers.map(({ title }) => title));
    await homePage(page).leadsTo(teasers.map(({ url }) => url));
    await homePage(page).showsPictures();
  });

  test('23 products under “All Machines”, dearest first', async ({ page, visitor }) => {
    await visitor.opens('/products');
    await categoryPage(page).isHeaded('All Machines');
    await categoryPage(page).counts('23 products');
    await categoryPage(page).lists(dearestFirst(products));
  });

  test('a filter for all, then one per category, the active one marked', async ({ page, visitor }) => {
    await visitor.opens('/products');
    await categoryPage(page).offersFilters(['All', ...categories.map(({ name }) => name)]);
    await categoryPage(page).isFilteredBy('All');
    for (const { id, name } of categories) {
      await categoryPage(page).filterBy(name);
      await expect(page).toHaveURL(`/products/${id}`);
      await categoryPage(page).isFilteredBy(name);
      await categoryPage(page).isHeaded(name);
    }
  });

  for (const { id, name } of categories) {
    test(`the category “${name}” with its own products`, async ({ page, visitor }) => {
      const ofCategory = products.filter(({ category }) => category === id);
      await visitor.opens(`/products/${id}`);
      await categoryPage(page).isHeaded(name);
      await categoryPage(page).counts(`${ofCategory.length} products`);
      await categoryPage(page).lists(dearestFirst(ofCategory));
    });
  }

  test('each store’s name, street and city on lines of their own', async ({ page, visitor }) => {
    await visitor.opens('/stores');
    await storesPage(page).isHeaded('Our Stores');
    await storesPage(page).lists(stores.map(({ name, street, city }) => [name, street, city]));
  });

  test('a header that leads home, to the machines and to the stores, and a footer', async ({ page, visitor }) => {
    await visitor.opens('/');
    await header(page).leads('home', '/');
    await header(page).leads('Machines', '/products');
    await header(page).leads('Stores', '/stores');
    await footer(page).isShown();
  });

  for (const address of ['/products/submarines', '/product/AU-99', '/nowhere'])
    test(`404 for ${address}`, async ({ visitor }) => {
      const response = await visitor.opens(address);
      expect(response.status()).toBe(404);
    });
});

test.describe('with the yardstick’s feed, inspire recommends', () => {
  test('on the home page what resembles the feed’s choice', async ({ page, visitor }) => {
    await visitor.opens('/');
    await recommendations(page).isHeaded('Recommendations');
    await recommendations(page).areShown(nearestInColor(feed, homeRecommendationsFor));
    await recommendations(page).showPictures();
  });
});

test.describe('with the yardstick’s feed, decide shows', () => {
  for (const { id, name, highlights, variants } of products) {
    test(`${name} (${id}) in each variant, and what resembles it`, async ({ page, visitor }) => {
      await visitor.opens(`/product/${id}`);
      await productPage(page).isTitled(name);
      await productPage(page).highlights(highlights);
      await productPage(page).offersVariants(variants.map((variant) => variant.name));
      await visitor.staysWhile(async () => {
        for (const [index, variant] of variants.entries()) {
          if (index > 0) {
            await productPage(page).choose(variant.name);
            await expect(page).toHaveURL(`/product/${id}?sku=${variant.sku}`);
          }
          await productPage(page).isChosen(variant.name);
          await productPage(page).costs(`${variant.price} Ø`);
          await productPage(page).showsPictureOf(`${name} in ${variant.name}`);
          await recommendations(page).areShown(nearestInColor(feed, [variant.sku]));
        }
      });
    });
  }
});

test.describe('with the yardstick’s feed, checkout', () => {
  const offered = products.flatMap(({ id, name, variants }) =>
    variants.map(({ sku, price, name: color }) => ({ address: `/product/${id}?sku=${sku}`, name: `${name} ${color}`, sku, price })),
  );
  const [one, other] = [offered[0]!, offered.at(-1)!];

  test('adds up what was added, recommends what resembles it, and lets go of it', async ({ page, visitor }) => {
    for (const { address, price } of [one, other, one]) {
      await visitor.opens(address);
      await addToCart(page).says(`${price} Ø`);
      await addToCart(page).adds();
    }
    await miniCart(page).counts(3);
    await addToCart(page).followToCart();
    await cartPage(page).lists([one.name, other.name]);
    await cartPage(page).hasSkus([one.sku, other.sku]);
    await cartPage(page).hasQuantities([2, 1]);
    await cartPage(page).costs([`${2 * one.price} Ø`, `${other.price} Ø`]);
    await cartPage(page).comesTo(`${2 * one.price + other.price} Ø`);
    await recommendations(page).areShown(nearestInColor(feed, [one.sku, other.sku]));
    await cartPage(page).remove(one.name);
    await cartPage(page).comesTo(`${other.price} Ø`);
    await recommendations(page).areShown(nearestInColor(feed, [other.sku]));
    await cartPage(page).remove(other.name);
    await cartPage(page).isEmpty();
    await recommendations(page).areShown(offered.slice(0, 4).map(({ name }) => name));
  });
});
