import { expect, type Page } from '@playwright/test';

/** How an order is paid for. */
export const receipt = (page: Page) => {
  const root = page.locator('.p_Receipt');
  return {
    /** In the contract's words: `captured`. */
    isStatus: (status: string) => expect(root).toHaveAttribute('data-status', status),
    isNotThereYet: () => expect(root.locator('.p_Receipt__status')).toContainText('Nothing has been asked for yet'),
    says: (words: string) => expect(root.locator('.p_Receipt__status')).toContainText(words),
    comesTo: (amount: string) => expect(root.locator('.p_Receipt__amount')).toHaveText(amount),
    isPaidWith: (method: string) => expect(root.locator('.p_Receipt__method')).toHaveText(method),
    tells: (entries: readonly string[]) => expect(root.locator('.p_Receipt__entries li > span')).toHaveText([...entries]),
    gives: (reason: string) => expect(root.locator('.p_Receipt__reason')).toContainText(reason),
    confirm: () => root.getByRole('button', { name: 'Confirm payment', exact: true }).click(),
    refuse: () => root.getByRole('button', { name: 'Refuse', exact: true }).click(),
    asksNothing: () => expect(root.locator('.p_Receipt__confirmation')).toHaveCount(0),
  };
};
