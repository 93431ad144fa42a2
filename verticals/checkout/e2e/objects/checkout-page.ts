import { expect, type Page } from '@playwright/test';

/** Who somebody is that orders. */
const ada = { firstName: 'Ada', lastName: 'Lovelace' };

/** The last look at what is ordered, and all that is still to be said. */
export const checkoutPage = (page: Page) => {
  const root = page.locator('.c_Checkout');
  const form = root.locator('form.c_Checkout__form');
  const firstName = form.locator('#c_firstname');
  const lastName = form.locator('#c_lastname');
  const store = form.locator('#c_storeId');
  const choose = root.getByRole('button', { name: 'choose a store', exact: true });
  const placeOrder = form.getByRole('button', { name: 'place order', exact: true });
  const chooseStore = async () => {
    await choose.click();
    await page.getByRole('dialog').getByRole('button', { name: 'select', exact: true }).first().click();
    await expect(store).not.toHaveValue('');
  };
  return {
    isShown: () => expect(root.getByRole('heading', { level: 1 })).toHaveText('Checkout'),
    hasCompactHeader: async () => {
      await expect(page.locator('.c_CompactHeader').getByRole('link')).toHaveAttribute('href', '/');
      await expect(page.locator('.e_Header')).toHaveCount(0);
    },
    lists: (names: readonly string[]) => expect(root.locator('.c_LineItem__name strong')).toHaveText([...names]),
    comesTo: (total: string) => expect(root.locator('.c_Checkout__total')).toHaveText(`Total: ${total}`),
    isEmpty: () => expect(root.getByText('Your basket is empty')).toBeVisible(),
    fillFirstName: (name: string = ada.firstName) => firstName.fill(name),
    fillLastName: (name: string = ada.lastName) => lastName.fill(name),
    /** By its name, which needs no script. */
    selectStore: async () => store.selectOption({ label: (await store.locator('option').nth(1).textContent())! }),
    chooseStore,
    focusStores: () => choose.focus(),
    hasStore: () => expect(store).not.toHaveValue(''),
    saysStore: (name: string) => expect(store.locator('option:checked')).toHaveText(name),
    focusFirstName: () => firstName.focus(),
    leaveFirstNameEmpty: async () => {
      await firstName.focus();
      await firstName.blur();
    },
    complains: (why: string) => expect(form.getByRole('alert').filter({ hasText: why })).toBeVisible(),
    canBePlaced: () => expect(placeOrder).toBeEnabled(),
    cannotBePlaced: () => expect(placeOrder).toBeDisabled(),
    place: () => placeOrder.click(),
    placeTwice: () => placeOrder.dblclick(),
    /** Fills in all that is needed. */
    fill: async () => {
      await firstName.fill(ada.firstName);
      await lastName.fill(ada.lastName);
      await chooseStore();
    },
  };
};
