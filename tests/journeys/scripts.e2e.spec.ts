import type { Page, Route } from '@playwright/test';
import { cases, test } from './ground/cases.ts';
import { expect } from './ground/test.ts';
import { gapsIn, seenPage, slot } from './objects/index.ts';

test.describe.configure({ timeout: 120_000 });

/** The files of a vertical's releases, also when they are asked for again past the browser's cache. */
const filesOf = (vertical: string, ending: string) => (url: URL) =>
  url.pathname.startsWith(`/releases/${vertical}/`) && url.pathname.endsWith(`.${ending}`);

/** Opens a page that its verticals have rendered in time: a busy machine may need more than one attempt. */
async function open(page: Page, address: string) {
  const gaps = async () => gapsIn(await (await page.goto(address, { waitUntil: 'commit' }))!.text());
  await expect.poll(async () => Object.values(await gaps()).filter(Boolean), { timeout: 20_000 }).toEqual([]);
}

const NEVER = 'never comes';
/** Milliseconds after which no page waits for a file any more. */
const LONG = 10_000;

/** Lets the page's time pass until this is so. */
const afterLong = (page: Page, isSo: () => Promise<unknown>) =>
  expect(async () => {
    await page.clock.fastForward(LONG);
    await isSo();
  }).toPass({ timeout: 30_000 });
/** Files come as they are again; what is on its way meanwhile may fail. */
const asItIs = (page: Page) => page.unrouteAll({ behavior: 'ignoreErrors' });
const atOnce = (_: Page, isSo: () => Promise<unknown>) => isSo();

const faults: Record<string, (route: Route) => unknown> = {
  'is missing': (route) => route.fulfill({ status: 404, body: 'There is no such file.' }),
  'is cut off': (route) => route.abort('connectionreset'),
  [NEVER]: () => undefined,
  'has one byte more than its release': async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()};` });
  },
};

/** The ways to pay and a parcel’s tracking stand inside another vertical’s block, and load as all others do. */
const tried = cases.filter(({ vertical }) => vertical !== 'delivery' && vertical !== 'payment');

for (const { vertical, address, asking, still, others, othersWork } of tried)
  for (const [what, fault] of Object.entries(faults))
    test(`a script of ${vertical} that ${what} leaves its blocks readable, and is asked for again`, async ({ page, subject, visitor }) => {
      const own = [...asking, ...still];
      const scripts = filesOf(vertical, 'js');
      const [when, within] = what === NEVER ? [afterLong, 1000] : [atOnce, 20_000];
      if (what === NEVER) await page.clock.install();
      await seenPage(page).watchJumps();
      await page.route(scripts, fault);
      await open(page, await address(subject));
      await Promise.all(others.map((block) => slot(page, block).works()));
      await when(page, () => Promise.all(own.map((block) => slot(page, block).isReadable(within))));
      await seenPage(page).hasNotJumped();
      await visitor.staysWhile(async () => {
        await othersWork(page, subject);
        for (const block of own) await slot(page, block).isReadable();
        await seenPage(page).forgetJumps();
        expect((await seenPage(page).containers()).filter((name) => name.startsWith(vertical))).toEqual([]);
        await seenPage(page).isForEverybody();
        await asItIs(page);
        await when(page, () => Promise.all(own.map((block) => slot(page, block).works(within))));
      });
      await seenPage(page).hasNotJumped();
    });

test('a style of another byte is refused, and what it dresses can be read', async ({ page, subject }) => {
  const styles = filesOf('decide', 'css');
  await page.route(styles, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()} ` });
  });
  await open(page, subject.address);
  await slot(page, 'decide/product-page').isShown();
  await slot(page, 'explore/header').works();
  await seenPage(page).isForEverybody();
  await asItIs(page);
  await slot(page, 'decide/product-page').works(20_000);
});
