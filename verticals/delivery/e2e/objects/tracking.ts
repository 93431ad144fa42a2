import { expect, type Page } from '@playwright/test';

/** Where the parcel of an order is. */
export const tracking = (page: Page) => {
  const root = page.locator('.v_Tracking');
  const form = root.locator('form.v_Tracking__return');
  return {
    says: (sentence: string | RegExp) => expect(root.locator('.v_Tracking__status')).toContainText(sentence),
    hasStatus: (status: string) => expect(root).toHaveAttribute('data-status', status),
    hasNoParcel: () => expect(root.locator('.v_Tracking__status')).toContainText('There is no parcel yet'),
    lists: (names: readonly string[]) => expect(root.locator('.v_Tracking__entry')).toContainText([...names]),
    isPickedUpAt: (store: string) => expect(root.locator('.v_Tracking__store strong')).toHaveText(store),
    explains: (why: string) => expect(root.locator('.v_Tracking__reason')).toContainText(why),
    requestReturn: () => form.getByRole('button', { name: 'Return it', exact: true }).click(),
    cannotBeReturned: () => expect(form).toHaveCount(0),
    tells: (what: string) => expect(root.getByRole('status')).toHaveText(what),
  };
};
