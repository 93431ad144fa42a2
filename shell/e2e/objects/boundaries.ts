import { expect, type Locator, type Page } from '@playwright/test';

const labelOf = (boundary: Locator) =>
  boundary.evaluate((element) => {
    const { display, content, borderTopColor } = getComputedStyle(element, '::before');
    return { display, content: content.replaceAll('"', ''), color: borderTopColor };
  });

/** The outlines of the teams' blocks, and their toggle. */
export const boundaries = (page: Page) => {
  const toggle = page.locator('.showBoundariesToggle label');
  const all = page.locator('[data-boundary]');
  const labels = async () => Promise.all((await all.all()).map(labelOf));
  return {
    teams: () => all.evaluateAll((elements) => elements.map((element) => (element as HTMLElement).dataset.boundary)),
    /** From the top of the page to its end; the document has its blocks in the order in which they were rendered. */
    teamsFromTheTop: () =>
      all.evaluateAll((elements) =>
        (elements as HTMLElement[])
          .map((element) => ({ team: element.dataset.boundary, top: element.getBoundingClientRect().top }))
          .toSorted((one, other) => one.top - other.top)
          .map(({ team }) => team),
      ),
    toggle: () => toggle.click(),
    isAtTheBottomRight: async () => {
      const box = (await toggle.boundingBox())!;
      const { width, height } = page.viewportSize()!;
      expect(width - box.x - box.width).toBeLessThan(32);
      expect(height - box.y - box.height).toBeLessThan(32);
    },
    isBelowTheContent: async () => {
      const content = (await page.locator('jogakbo-page').boundingBox())!;
      expect((await toggle.boundingBox())!.y).toBeGreaterThanOrEqual(content.y + content.height);
    },
    areShown: () => expect.poll(async () => new Set((await labels()).map(({ display }) => display))).toEqual(new Set(['block'])),
    areHidden: () => expect.poll(async () => new Set((await labels()).map(({ display }) => display))).toEqual(new Set(['none'])),
    nameTheirTeams: async () => {
      const teams = await boundaries(page).teams();
      expect((await labels()).map(({ content }) => content)).toEqual(teams);
    },
    colorsOfTeams: async () => {
      const teams = await boundaries(page).teams();
      return Object.fromEntries((await labels()).map(({ color }, index) => [teams[index], color]));
    },
    pageIsOf: async (team: string) => {
      await expect(page.locator('body')).toHaveAttribute('data-boundary-page', team);
      expect(await labelOf(page.locator('body'))).toMatchObject({ display: 'block', content: `${team} page` });
    },
    areNested: (inner: string, outer: string) =>
      expect(page.locator(`[data-boundary="${outer}"] [data-boundary="${inner}"]`).first()).toBeVisible(),
  };
};
