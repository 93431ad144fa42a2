import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { ShopUnderTest } from '@jogakbo/testing/shop';
import type { Gateway } from './ground/gateway.ts';
import { goBack, stateFolder } from './ground/workspace-copy.ts';
import { expect, test } from './ground/test.ts';
import { gapsIn, seenPage, slot, versionsIn } from './objects/index.ts';

test.describe.configure({ timeout: 300_000 });

const FOOTER = 'verticals/explore/frontend/src/footer/footer.block.tsx';
const addresses = ['/', '/products', '/stores', '/nowhere'];
const status: Record<string, number> = { '/nowhere': 404 };

const versionOf = async (shop: ShopUnderTest, unit: string) => (await shop.processes(unit)).at(-1)!.version;
const pids = async (shop: ShopUnderTest, but: string) =>
  Object.fromEntries((await shop.processes()).filter(({ unit }) => unit !== but).map(({ instance, pid }) => [instance, pid]));

/** What a test before has replaced is still kept for a while: waits until every unit has one release again. */
async function hasSettled(shop: ShopUnderTest) {
  const replaced = async () => {
    const all = await shop.processes();
    return all
      .filter((one) => all.some(({ unit, version }) => unit === one.unit && version !== one.version))
      .map(({ instance }) => instance);
  };
  await expect.poll(replaced, { message: 'processes that are about to go', timeout: 60_000 }).toEqual([]);
}

/** When each file of the other units' releases was last changed. */
function filesBut(unit: string): Record<string, number> {
  const releases = path.join(stateFolder, 'releases');
  const files = readdirSync(releases, { recursive: true, encoding: 'utf8' }).filter((file) => !file.startsWith(unit));
  return Object.fromEntries(files.map((file) => [file, statSync(path.join(releases, file)).mtimeMs]));
}

/** Asks for one page after the other until it is told to end; says which versions of a vertical they had. */
function reader(gateway: Gateway, vertical: string) {
  const seen = new Set<string>();
  let isOver = false;
  const read = async (address: string) => {
    const page = await gateway.page(address);
    const versions = Object.entries(versionsIn(page.html)).filter(([block]) => block.startsWith(`${vertical}/`));
    expect({ address, status: page.status }).toEqual({ address, status: status[address] ?? 200 });
    // A machine that builds a release meanwhile may be late with a block; but nobody is away, and nothing fails.
    for (const [block, gap] of Object.entries(gapsIn(page.html))) expect(['', 'late'], `${block} in ${address}`).toContain(gap);
    expect(versions.length).toBeGreaterThan(2);
    expect(new Set(versions.map(([, version]) => version)).size, `versions in ${address}`).toBe(1);
    seen.add(versions[0]![1]);
  };
  const reading = (async () => {
    while (!isOver) for (const address of addresses) await read(address);
  })();
  return {
    end: async () => {
      isOver = true;
      await reading;
      return [...seen];
    },
  };
}

test('a vertical is replaced alone: open pages take it up, nothing else restarts, no page fails or mixes versions', async ({
  page,
  shop,
  gateway,
  copy,
  visitor,
}) => {
  await hasSettled(shop);
  const before = await versionOf(shop, 'explore');
  await seenPage(page).watchJumps();
  await visitor.opens('/');
  const neighbours = { pids: await pids(shop, 'explore'), files: filesBut('explore') };
  const reading = reader(gateway, 'explore');
  copy.edit(FOOTER, 'So is this shop', 'This shop is as well');
  let after = '';
  await visitor.staysWhile(async () => {
    after = await copy.deploy('explore');
    for (const block of ['explore/header', 'explore/home-page', 'explore/footer']) await slot(page, block).isOf(after);
    await slot(page, 'explore/footer').says('This shop is as well');
    await slot(page, 'inspire/recommendations').works();
  });
  expect(await reading.end()).toEqual([before, after]);
  expect({ pids: await pids(shop, 'explore'), files: filesBut('explore') }).toEqual(neighbours);
  await seenPage(page).hasNotJumped();

  const pinned = { 'jogakbo-release': before };
  expect((await gateway.query('explore', 'ListStores', {}, pinned)).status, 'the old release still answers').toBe(200);
  const asked = async () => (await gateway.query('explore', 'ListStores', {}, pinned)).status;
  await expect.poll(asked, { message: 'the old release is gone', timeout: 30_000 }).toBe(410);
  expect((await gateway.query('explore', 'ListStores')).headers.get('jogakbo-release')).toBe(after);

  await visitor.staysWhile(async () => {
    await goBack('explore', before);
    await slot(page, 'explore/footer').isOf(before);
    await slot(page, 'explore/footer').says('So is this shop');
  });

  // Back and forth while the old processes are still kept: whoever is live must not be parted with by an earlier farewell.
  for (const version of [after, before]) await goBack('explore', version);
  const left = async () => (await shop.processes('explore')).map(({ version, state }) => `${version} ${state}`);
  await expect.poll(left, { message: 'processes that are left', timeout: 60_000 }).toEqual([`${before} ready`]);
  await slot(page, 'explore/footer').isOf(before);
});
