import { test as base } from '@jogakbo/testing/shop';
import { Catalogue } from './catalogue.ts';
import { Gateway } from './gateway.ts';
import { goBack, WorkspaceCopy } from './workspace-copy.ts';

interface Ground {
  gateway: Gateway;
  catalogue: Catalogue;
  /** A copy of the workspace to release from; what was live before is live again after the test. */
  copy: WorkspaceCopy;
}

/** The shop's `test`, with what journeys across verticals need; whatever they change is put back. */
export const test = base.extend<Ground>({
  gateway: ({ shop }, use) => use(new Gateway(shop.address)),
  catalogue: async ({ gateway, shop }, use) => {
    const catalogue = await Catalogue.of(gateway);
    await use(catalogue);
    await shop.heal();
    await catalogue.restore();
  },
  copy: async ({ shop }, use) => {
    const before = new Map((await shop.processes()).map(({ unit, version }) => [unit, version]));
    const copy = new WorkspaceCopy();
    await use(copy);
    copy.remove();
    for (const { unit, version } of await shop.processes()) {
      const earlier = before.get(unit);
      if (earlier !== undefined && earlier !== version) await goBack(unit, earlier);
    }
  },
});
export { expect } from '@jogakbo/testing/shop';
