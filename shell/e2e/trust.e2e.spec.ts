import { expect, test } from '@jogakbo/testing/shop';
import { addresses, complaintsOf, eachAddress, files, refusals, slots, startStranger } from './objects/index.ts';

const statuses: Partial<Record<keyof typeof addresses, number>> = { 'no such category': 404, 'no such product': 404, 'no such page': 404 };

test.describe('every page', () => {
  for (const [name, address] of eachAddress) {
    test(`is served, hydrated and quiet: ${name}`, async ({ page, visitor }) => {
      const complaints = complaintsOf(page);
      const response = await visitor.opens(address);
      expect(response.status()).toBe(statuses[name as keyof typeof addresses] ?? 200);
      await slots(page).areFilledOrNothing();
      complaints.areNone();
    });

    test(`runs only what its policy and its digests allow: ${name}`, async ({ page, visitor }) => {
      const response = await visitor.opens(address);
      const policy = response.headers()['content-security-policy'];
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/unsafe|nonce-|\*/);
      await files(page).areAllKnownByDigest();
      await files(page).areNeverInline();
    });
  }
});

test('an inline script is refused', async ({ page, visitor }) => {
  await visitor.opens(addresses.home);
  expect(await refusals(page).ofInline('window.taken = true')).toEqual({ directive: 'script-src-elem', blocked: 'inline' });
  expect(await refusals(page).isTaken()).toBe(false);
});

test('a script of a stranger is refused, and not even asked for', async ({ page, visitor }) => {
  const stranger = await startStranger('window.taken = true');
  try {
    await visitor.opens(addresses.home);
    expect(await refusals(page).ofFile(stranger.script)).toEqual({ directive: 'script-src-elem', blocked: stranger.script });
    expect([stranger.asked(), await refusals(page).isTaken()]).toEqual([0, false]);
  } finally {
    stranger.stop();
  }
});

for (const address of ['//[', '//products'])
  test(`the malformed address ${address} is the page that helps`, async ({ request, baseURL }) => {
    expect((await request.get(`${baseURL}${address}`)).status()).toBe(404);
  });
