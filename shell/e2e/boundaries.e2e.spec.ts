import { expect, test } from '@jogakbo/testing/shop';
import { addresses, boundaries, shopDocument } from './objects/index.ts';

test.describe('the boundary toggle', () => {
  test('outlines every team’s blocks with the team’s name, and takes the outlines away again', async ({ page, visitor }) => {
    await visitor.opens(addresses['a product']);
    expect(await boundaries(page).teamsFromTheTop()).toEqual(['explore', 'checkout', 'decide', 'checkout', 'inspire', 'explore']);
    await boundaries(page).areHidden();
    await boundaries(page).toggle();
    await boundaries(page).areShown();
    await boundaries(page).nameTheirTeams();
    await boundaries(page).pageIsOf('decide');
    await boundaries(page).toggle();
    await boundaries(page).areHidden();
  });

  test('stands at the bottom right; on a phone at the end of the page, where it covers nothing', async ({ page, visitor }) => {
    await visitor.opens(addresses.home);
    await boundaries(page).isAtTheBottomRight();
    await page.setViewportSize({ width: 390, height: 844 });
    await boundaries(page).isBelowTheContent();
    await boundaries(page).toggle();
    await boundaries(page).areShown();
    await boundaries(page).isAtTheBottomRight();
  });

  test('gives every team a colour of its own', async ({ page, visitor }) => {
    await visitor.opens(addresses['a product']);
    await boundaries(page).toggle();
    expect(await boundaries(page).colorsOfTeams()).toEqual({
      explore: 'rgb(217, 51, 43)',
      checkout: 'rgb(242, 194, 48)',
      decide: 'rgb(31, 143, 77)',
      inspire: 'rgb(132, 64, 196)',
    });
  });

  test('outlines a block inside a block as well', async ({ page, visitor }) => {
    await visitor.opens(addresses.home);
    await boundaries(page).areNested('checkout', 'explore');
    await boundaries(page).areHidden();
    await boundaries(page).toggle();
    await boundaries(page).areShown();
    await boundaries(page).nameTheirTeams();
  });

  test('is remembered over a reload', async ({ page, visitor }) => {
    await visitor.opens(addresses.home);
    await boundaries(page).toggle();
    await page.reload();
    await visitor.isServed();
    await boundaries(page).areShown();
    await boundaries(page).toggle();
    await page.reload();
    await visitor.isServed();
    await boundaries(page).areHidden();
  });

  test('stays as it is on the next page, which names its own team', async ({ page, visitor }) => {
    await visitor.opens(addresses.stores);
    await boundaries(page).toggle();
    await boundaries(page).pageIsOf('explore');
    await shopDocument(page).follow('Machines');
    await shopDocument(page).follow('Halmoni 28 from 22,400.00 € 3 colours');
    await shopDocument(page).isHeaded('Halmoni 28');
    await boundaries(page).areShown();
    await boundaries(page).pageIsOf('decide');
  });
});
