import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

type Watched = Window & { jumps?: number };

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
  isForEverybody: async () => {
    const { violations } = await new AxeBuilder({ page }).analyze();
    const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  },
  /** The names of the global variables under which containers have registered themselves. */
  containers: () => page.evaluate(() => Object.keys(window).filter((name) => /^[a-z_]+_[0-9a-f]{12}$/.test(name))),
});
