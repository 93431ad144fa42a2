import { productPage } from '@jogakbo/decide-e2e';
import { categoryPage, header } from '@jogakbo/explore-e2e';
import { test } from './ground/cases.ts';
import { expect } from './ground/test.ts';
import { goBack } from './ground/workspace-copy.ts';
import { gapsIn, seenPage, slot } from './objects/index.ts';

test.describe.configure({ timeout: 300_000 });

const RECOMMENDATIONS = 'verticals/inspire/frontend/src/recommendations/recommendations.block.tsx';
const PRODUCT_PAGE = 'verticals/decide/frontend/src/product-page/product-page.block.tsx';
const inBrowser = "if (typeof document !== 'undefined') throw new Error('This release is broken.');";
const onServer = "if (typeof document === 'undefined') throw new Error('This release is broken.');";

test('a release whose script throws while it loads: its block stays readable, and works in the next release', async ({
  page,
  shop,
  subject,
  copy,
  visitor,
}) => {
  const [{ version } = { version: '' }] = await shop.processes('inspire');
  await copy.edit(RECOMMENDATIONS, 'export default', `${inBrowser}\nexport default`).deploy('inspire');
  await seenPage(page).watchJumps();
  expect((await page.goto(subject.address))!.status()).toBe(200);
  await slot(page, 'decide/product-page').works();
  await visitor.staysWhile(async () => {
    await slot(page, 'inspire/recommendations').isReadable();
    await seenPage(page).isForEverybody();
    await productPage(page).choose(subject.variant);
    await productPage(page).isChosen(subject.variant);
    await goBack('inspire', version);
    await slot(page, 'inspire/recommendations').isOf(version);
  });
  await seenPage(page).hasNotJumped();
});

test('a release that throws when it is rendered: a gap, also on pages that were open, until the next release', async ({
  page,
  context,
  shop,
  subject,
  copy,
  visitor,
}) => {
  const [{ version } = { version: '' }] = await shop.processes('decide');
  await visitor.opens(subject.address);
  await copy.edit(PRODUCT_PAGE, '  const product = useQuery', `  ${inBrowser}\n  const product = useQuery`).deploy('decide');
  const later = await context.newPage();
  await seenPage(later).watchJumps();
  expect((await later.goto(subject.address))!.status()).toBe(200);
  for (const open of [page, later]) {
    await slot(open, 'decide/product-page').isGap();
    await slot(open, 'inspire/recommendations').works();
    await seenPage(open).isForEverybody();
  }
  await visitor.staysWhile(async () => {
    await header(page).follow('Machines');
    await categoryPage(page).isHeaded('All Machines');
    await page.goBack();
    await goBack('decide', version);
    for (const open of [page, later]) await slot(open, 'decide/product-page').isOf(version);
  });
  await seenPage(later).hasNotJumped();
});

test('a release that throws when its own server renders it: the browser renders it instead', async ({ page, subject, copy }) => {
  const broken = await copy
    .edit(RECOMMENDATIONS, '  const recommendations = useQuery', `  ${onServer}\n  const recommendations = useQuery`)
    .deploy('inspire');
  await seenPage(page).watchJumps();
  const response = await page.goto(subject.address);
  expect(response!.status()).toBe(200);
  expect(gapsIn(await response!.text())).toMatchObject({ 'inspire/recommendations': 'failed' });
  await slot(page, 'inspire/recommendations').isOf(broken);
  await slot(page, 'decide/product-page').works();
  await seenPage(page).hasNotJumped();
});
