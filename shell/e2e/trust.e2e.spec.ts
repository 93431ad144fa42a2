import { expect, test } from '@jogakbo/testing/shop';
import { addresses, complaintsOf, eachAddress, files, slots } from './objects/index.ts';

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

test('an inline script is refused, and so is a script of a stranger', async ({ page, visitor }) => {
  await visitor.opens(addresses.home);
  const refused = page.evaluate(
    () =>
      new Promise<string>((resolve) =>
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective)),
      ),
  );
  await page.evaluate(() => document.head.append(Object.assign(document.createElement('script'), { textContent: 'window.taken = true' })));
  expect(await refused).toBe('script-src-elem');
  expect(await page.evaluate(() => 'taken' in window)).toBe(false);
});
