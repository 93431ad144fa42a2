import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

type Watched = Window & { jumps?: number };

/** What the light changes. */
const COLOR_RULES = ['color-contrast', 'link-in-text-block'];
/** Pages have no frames, so axe needs no page of its own to put together what it finds in several. */
const inspected = (page: Page) => new AxeBuilder({ page }).setLegacyMode();

async function expectNothingGrave(builder: AxeBuilder) {
  const { violations } = await builder.analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

/** What a visitor sees of a page as a whole: that nothing jumps, and that everybody can use it. */
export const seenPage = (page: Page) => ({
  /** Sums up from the first paint how much moved without having been touched. */
  watchJumps: () =>
    page.addInitScript(() => {
      const watched = window as Watched;
      watched.jumps = 0;
      const observer = new PerformanceObserver((list) => {
        const shifts = list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[];
        for (const { value, hadRecentInput } of shifts) if (!hadRecentInput) watched.jumps! += value;
      });
      observer.observe({ type: 'layout-shift', buffered: true });
    }),
  hasNotJumped: async () => expect(await page.evaluate(() => (window as Watched).jumps), 'layout shift').toBeLessThanOrEqual(0.02),
  /** Forgets what moved so far: a visitor went somewhere else, where all has settled. */
  forgetJumps: () => page.evaluate(() => void ((window as Watched).jumps = 0)),
  isForEverybody: () => expectNothingGrave(inspected(page)),
  /** In daylight and at night, when only the colours are others. */
  isForEverybodyInAnyLight: async () => {
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await expectNothingGrave(inspected(page).withRules(COLOR_RULES));
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await expectNothingGrave(inspected(page));
  },
  /** Nothing of it is wider than the window. */
  fits: async () => expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0),
  /** The names of the global variables under which containers have registered themselves. */
  containers: () => page.evaluate(() => Object.keys(window).filter((name) => /^[a-z_]+_[0-9a-f]{12}$/.test(name))),
});
