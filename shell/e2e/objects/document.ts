import { expect, type Page } from '@playwright/test';

/** Perceived brightness of a computed colour, from 0 to 255. */
const brightness = (color: string) => {
  const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map(Number);
  return 0.299 * red + 0.587 * green + 0.114 * blue;
};

/** What the shell gives to every page: the document around the blocks. */
export const shopDocument = (page: Page) => {
  const content = page.locator('#content');
  const heading = content.getByRole('heading').first();
  return {
    contentIsFocused: () => expect(content).toBeFocused(),
    announces: (title: string) => expect(page.locator('[data-announcer]')).toHaveText(title),
    skipLinkIsFocused: () => expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused(),
    isReadable: () => expect(heading).toBeVisible(),
    isHeaded: (text: string) => expect(content.getByRole('heading', { name: text })).toBeVisible(),
    follow: (name: string) => page.getByRole('link', { name, exact: true }).first().click(),
    followInNewTab: (name: string) =>
      page
        .getByRole('link', { name, exact: true })
        .first()
        .click({ modifiers: ['ControlOrMeta'] }),
    /** Follows a link of the content from where the page is scrolled to. */
    followInSight: (place: number) =>
      content
        .getByRole('link')
        .nth(place)
        .evaluate((link: HTMLElement) => link.click()),
    /** Lets a link of the footer lead somewhere else. */
    relink: (name: string, address: string) =>
      page
        .getByRole('contentinfo')
        .getByRole('link', { name, exact: true })
        .evaluate((link, target) => link.setAttribute('href', target), address),
    openMenu: () => page.getByRole('button', { name: 'Menu' }).click(),
    scrollTo: (top: number) => page.evaluate((y) => scrollTo(0, y), top),
    isScrolledShortOf: (top: number) => expect.poll(() => page.evaluate(() => scrollY), 'scrolled').toBeLessThan(top),
    /** Keeps the page no higher than the window, as a page whose styles or pictures are still on their way. */
    keepShort: () => page.locator('jogakbo-page').evaluate((all) => (all.style.cssText = 'display: block; height: 50vh; overflow: hidden')),
    letGrow: () => page.locator('jogakbo-page').evaluate((all) => all.removeAttribute('style')),
    /** Looks when the page has been shown as long as it is now. */
    staysScrolledTo: async (top: number) => {
      const nextFrame = () => page.evaluate(() => new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then))));
      await nextFrame();
      expect(await page.evaluate(() => scrollY)).toBe(top);
    },
    isScrolledTo: (top: number) => expect.poll(() => page.evaluate(() => scrollY), 'scrolled').toBe(top),
    search: async (words: string) => {
      await page.getByRole('searchbox').fill(words);
      await page.getByRole('searchbox').press('Enter');
    },
    hasHeaderAndFooter: async () => {
      await expect(page.getByRole('banner')).toBeVisible();
      await expect(page.getByRole('contentinfo')).toBeVisible();
    },
    brightnessOf: async () => {
      const page_ = await page.locator('html').evaluate((html) => getComputedStyle(html).backgroundColor);
      const text = await heading.evaluate((element) => getComputedStyle(element).color);
      return { page: brightness(page_), text: brightness(text) };
    },
    /** Presses Tab until the link with this name has the focus. */
    tabTo: async (name: string | RegExp) => {
      const link = page.getByRole('link', { name, exact: true }).first();
      await expect(link).toBeVisible();
      for (let stop = 0; stop < 60 && !(await link.evaluate((element) => element === document.activeElement)); stop += 1)
        await page.keyboard.press('Tab');
      await expect(link).toBeFocused();
    },
    focusIsSeen: async () => {
      const focused = page.locator(':focus-visible');
      await expect(focused).toBeInViewport();
      const { width, style } = await focused.evaluate((element) => {
        const { outlineWidth, outlineStyle } = getComputedStyle(element);
        return { width: Number.parseFloat(outlineWidth), style: outlineStyle };
      });
      expect(width).toBeGreaterThanOrEqual(2);
      expect(style).not.toBe('none');
    },
    /** How many pixels the page is wider than the window. */
    overhang: () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
  };
};
