import { expect, test } from '@jogakbo/testing/shop';

const statesOf = (processes: readonly { readonly state: string }[]) => processes.map(({ state }) => state);

test.describe('what a test breaks', () => {
  test.describe.configure({ mode: 'serial' });

  test('stays broken while the test goes on', async ({ shop }) => {
    await shop.stop('explore');
    expect(statesOf(await shop.processes('explore'))).toEqual(['stopped']);
    await shop.pause('inspire');
    expect(statesOf(await shop.processes('inspire'))).toEqual(['paused']);
    await shop.kill('decide');
  });

  test('is whole again before the next one', async ({ shop, page }) => {
    expect(new Set(statesOf(await shop.processes()))).toEqual(new Set(['ready']));
    await page.goto('/');
    await expect(page.locator('.e_Header')).toBeVisible();
  });
});
