import { expect, type Locator, type Page } from '@playwright/test';

/** More than any page has. */
const MOST_STOPS = 80;
const isFocused = (target: Locator) => target.evaluate((element) => element === document.activeElement);

/** A page in the hands of somebody who has no mouse. */
export const keyboard = (page: Page) => {
  const tabTo = async (target: Locator) => {
    await expect(target).toBeVisible();
    for (let stop = 0; stop < MOST_STOPS && !(await isFocused(target)); stop += 1) await page.keyboard.press('Tab');
    await expect(target).toBeFocused();
  };
  return {
    /** Goes on to what has this name, and presses Enter there. */
    enters: async (role: 'button' | 'link', name: string | RegExp) => {
      await tabTo(page.getByRole(role, { name, exact: true }).first());
      await page.keyboard.press('Enter');
    },
    types: async (field: string, text: string) => {
      await tabTo(page.getByRole('textbox', { name: field, exact: true }));
      await page.keyboard.type(text);
    },
    /** Goes on to the radio buttons, and down to this one. */
    chooses: async (from: string, name: string) => {
      const wanted = page.getByRole('radio', { name, exact: true });
      await tabTo(page.getByRole('radio', { name: from, exact: true }));
      for (let stop = 0; stop < MOST_STOPS && !(await wanted.isChecked()); stop += 1) await page.keyboard.press('ArrowDown');
      await expect(wanted).toBeChecked();
    },
  };
};
