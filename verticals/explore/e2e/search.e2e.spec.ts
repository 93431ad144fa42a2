import { expect, test } from '@jogakbo/testing/shop';
import { categoryPage, header, helpfulPage } from './objects/index.ts';

test.describe('a search', () => {
  test('finds machines by a word of their name', async ({ page, visitor }) => {
    const response = await visitor.opens('/products?q=teacup');
    expect(response.status()).toBe(200);
    await categoryPage(page).isHeaded('“teacup”');
    await categoryPage(page).counts('1 product');
    await categoryPage(page).lists(['Teacup 12']);
    await expect(page).toHaveTitle('“teacup” · Jogakbo');
  });

  test('finds machines by the beginning of a word', async ({ page, visitor }) => {
    await visitor.opens('/products?q=kimj');
    await categoryPage(page).lists(['Kimjang Hauler 18']);
  });

  test('finds machines by a colour they come in', async ({ page, visitor }) => {
    await visitor.opens('/products?q=lotus');
    await categoryPage(page).counts('2 products');
    await categoryPage(page).pieceSays('Low Bough 50');
    await categoryPage(page).pieceSays('Gleaner & Friends');
  });

  test('finds machines with all of its words', async ({ page, visitor }) => {
    await visitor.opens('/products?q=celadon+teacup');
    await categoryPage(page).lists(['Teacup 12']);
    await visitor.opens('/products?q=hovercraft+indigo');
    await categoryPage(page).counts('0 products');
  });

  test('finds no machine with a word that is not wanted', async ({ page, visitor }) => {
    await visitor.opens('/products?q=indigo+-madder');
    await categoryPage(page).counts('10 products');
    await categoryPage(page).doesNotList('Sunday Furrow');
  });

  test('finds the one machine with a SKU', async ({ page, visitor }) => {
    await visitor.opens('/products?q=CJ-01-PN');
    await categoryPage(page).lists(['Sunday Furrow']);
  });

  test('is asked without signs that nobody types', async ({ page, visitor }) => {
    const response = await visitor.opens('/products?q=teacup%00');
    expect(response.status()).toBe(200);
    await categoryPage(page).isHeaded('“teacup”');
    await categoryPage(page).lists(['Teacup 12']);
    await header(page).isAskedFor('teacup');
  });

  test('is asked in the header, and stays to be read there', async ({ page, visitor }) => {
    await visitor.opens('/');
    await visitor.staysWhile(async () => {
      await header(page).search('night shift');
      await categoryPage(page).isHeaded('“night shift”');
    });
    await expect(page).toHaveURL('/products?q=night+shift');
    await header(page).isAskedFor('night shift');
    await page.reload();
    await header(page).isAskedFor('night shift');
  });

  test('is forgotten by the header on the next page', async ({ page, visitor }) => {
    await visitor.opens('/products?q=teacup');
    await header(page).follow('Stores');
    await expect(page).toHaveURL('/stores');
    await header(page).isAskedFor('');
  });

  test('may be asked again at once', async ({ page, visitor }) => {
    await visitor.opens('/products?q=teacup');
    await visitor.staysWhile(async () => {
      await header(page).search('geobuk');
      await categoryPage(page).lists(['Geobuk 8']);
    });
  });

  test('for nothing shows all machines', async ({ page, visitor }) => {
    for (const address of ['/products?q=', '/products?q=%20%20', '/products?q=%00']) {
      await visitor.opens(address);
      await categoryPage(page).isHeaded('All Machines');
      await categoryPage(page).counts('27 products');
    }
  });

  test('that finds nothing says so, and helps', async ({ page, visitor }) => {
    const response = await visitor.opens('/products?q=hovercraft');
    expect(response.status()).toBe(200);
    await categoryPage(page).counts('0 products');
    await categoryPage(page).says('No machine matches “hovercraft”.');
    await categoryPage(page).showAll();
    await categoryPage(page).counts('27 products');
  });

  test('is text, whatever its signs would mean elsewhere', async ({ page, visitor }) => {
    for (const words of ['<b>bold</b>', "'; drop table product_listing", 'a & | ! (', '"unclosed', '🚜']) {
      await visitor.opens(`/products?q=${encodeURIComponent(words)}`);
      await categoryPage(page).isHeaded(`“${words}”`);
      await header(page).isAskedFor(words);
    }
  });

  test('may be longer than anybody reads', async ({ page, visitor }) => {
    const response = await visitor.opens(`/products?q=${'furrow'.repeat(30)}`);
    expect(response.status()).toBe(200);
    await categoryPage(page).counts('0 products');
  });

  test('goes along when its machines are narrowed to a category', async ({ page, visitor }) => {
    await visitor.opens('/products?q=indigo');
    await categoryPage(page).filterBy('Autonomous');
    await expect(page).toHaveURL('/products/autonomous?q=indigo');
    await categoryPage(page).isFilteredBy('Autonomous');
    await categoryPage(page).isHeaded('“indigo”');
    for (const classic of ['Sunday Furrow', 'Halmoni 28']) await categoryPage(page).doesNotList(classic);
  });

  test('in a category that does not exist is not found', async ({ page, visitor }) => {
    const response = await visitor.opens('/products/submarines?q=indigo');
    expect(response.status()).toBe(404);
    await helpfulPage(page).says('This piece is missing');
  });
});
