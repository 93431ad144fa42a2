// @vitest-environment happy-dom
import { act, fireEvent, render } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { PlacedBlock } from '@jogakbo/blocks';
import { problem } from '@jogakbo/contract';
import { GetCheckout, PlaceOrder } from '@jogakbo/checkout-contract';
import { rendered, told } from '@jogakbo/testing';
import checkoutPage from './checkout-page.block.tsx';

const line = (sku: string, name: string, price: number, quantity: number) => ({
  ...{ sku, name, price, quantity },
  productId: 'P-1',
  color: '#2f6ea3',
  picture: `/pictures/${'0'.repeat(32)}.svg`,
  total: price * quantity,
});
const currency = { code: 'XTS', symbol: 'Ø', digits: 0 };
const lines = [line('P-1-BL', 'Plough Friend Sea Blue', 5700, 2), line('P-1-RD', 'Plough Friend Barn Red', 6200, 1)];
const full = { lines, quantity: 3, total: 17600, currency, leftOut: [] };
const empty = { lines: [], quantity: 0, total: 0, currency, leftOut: [] };
const stores = [
  { storeId: 'store-a', name: 'Aurora' },
  { storeId: 'store-b', name: 'Big Barn' },
];
const asked = (cart: object, orderId = 'o-1') => told(GetCheckout, { orderId, cart, stores });
const shown = (cart: object = full) => rendered(checkoutPage, {}, asked(cart));
type Shown = ReturnType<typeof shown>;

const field = (root: Element, id: string) => root.querySelector<HTMLInputElement | HTMLSelectElement>(`#${id}`)!;
const input = (root: Element, id: string) => root.querySelector<HTMLInputElement>(`input#${id}`)!;
const button = ({ page }: Shown) => page.getByRole('button', { name: 'place order' }) as HTMLButtonElement;
const trouble = ({ root }: Shown) => root.querySelector('.c_Checkout__trouble[role="alert"]')?.textContent;
const fill = (root: Element, id: string, value: string) => {
  field(root, id).value = value;
  fireEvent.input(field(root, id));
};
const selectStore = (root: Element) => {
  const slot = root.querySelector('jogakbo-slot[data-block="explore/store-picker"]')!;
  act(() => void slot.dispatchEvent(new CustomEvent('explore:store-selected', { bubbles: true, detail: 'store-a' })));
};
/** What payment's block brings into its place. */
const bringMethods = (root: Element) => {
  root.querySelector('form jogakbo-slot[data-block="payment/payment-method"]')!.innerHTML =
    '<input type="radio" name="paymentMethodId" value="card" checked><input type="radio" name="paymentMethodId" value="invoice">';
};
function filled(cart: object = full) {
  const page = shown(cart);
  bringMethods(page.root);
  fill(page.root, 'c_firstname', ' Ada ');
  fill(page.root, 'c_lastname', 'Lovelace');
  selectStore(page.root);
  return page;
}
const press = ({ root }: Shown, times = 1) =>
  act(async () => {
    for (let count = 0; count < times; count += 1) fireEvent.submit(root.querySelector('form.c_Checkout__form')!);
  });
const order = {
  ...{ orderId: 'o-1', firstName: 'Ada', lastName: 'Lovelace', storeId: 'store-a', paymentMethodId: 'card', total: '17600 XTS' },
} as Parameters<typeof PlaceOrder>[0];

describe('the checkout', () => {
  it('says what is ordered and what it comes to', () => {
    const { page, root, head } = shown();
    expect(head().title).toBe('Checkout · Jogakbo');
    expect(page.getByRole('heading', { level: 1 }).textContent).toBe('Checkout');
    expect([...root.querySelectorAll('.c_LineItem__name strong')].map((name) => name.textContent)).toEqual(lines.map(({ name }) => name));
    expect([...root.querySelectorAll('.c_LineItem__quantity > span')].map((each) => each.textContent)).toEqual(['2', '1']);
    expect(root.querySelector('.c_Checkout__total')?.textContent).toBe('Total: 17600 Ø');
    expect(root.firstElementChild?.getAttribute('data-boundary')).toBe('checkout');
  });
  it('of an empty basket says so, and leads on', () => {
    const { page, root } = shown(empty);
    expect(page.getByText(/Your basket is empty/)).toBeTruthy();
    expect(page.getByRole('link', { name: 'Continue Shopping' })).toBeTruthy();
    expect(root.querySelector('form.c_Checkout__form')).toBeNull();
  });
  it('says what is left out', () => {
    const { page } = shown({ ...full, leftOut: ['OLD-1'] });
    expect(page.getByText(/^OLD-1 is no longer on sale/)).toBeTruthy();
  });
});

describe('its form', () => {
  const known = { view: { orderId: 'o-1', cart: full, stores } };
  const answer = { first: Promise.resolve(known.view), known: () => known, subscribe: () => () => {} };
  const runtime = { answer: () => answer, head: () => {} } as never;
  const placed = <PlacedBlock block={checkoutPage} props={{}} runtime={runtime} />;
  function asServed() {
    const served = document.createElement('div');
    served.innerHTML = renderToString(placed);
    return served;
  }

  it('can be posted without a script: nothing is disabled, and the store is chosen by its name', () => {
    const served = asServed();
    const form = served.querySelector<HTMLFormElement>('form.c_Checkout__form')!;
    expect([form.getAttribute('action'), form.method]).toEqual(['/checkout/place-order', 'post']);
    const fields = [...form.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')];
    expect(fields.map(({ name, value, required }) => [name, value, required])).toEqual([
      ['orderId', 'o-1', false],
      ['total', '17600 XTS', false],
      ['storeId', '', true],
      ['firstName', '', true],
      ['lastName', '', true],
    ]);
    expect(form.querySelector<HTMLButtonElement>('button[type="submit"]')!.disabled).toBe(false);
    const choices = [...form.querySelectorAll<HTMLOptionElement>('#c_storeId option')];
    expect(choices.map(({ value, textContent }) => [value, textContent])).toEqual([
      ['', 'Please choose a store'],
      ['store-a', 'Aurora'],
      ['store-b', 'Big Barn'],
    ]);
    expect(form.querySelector('jogakbo-slot[data-block="explore/store-picker"]')).toBeNull();
  });
  it('keeps what was filled in before the script came, which then takes over', () => {
    const served = asServed();
    const filledIn = { c_firstname: 'Ada', c_lastname: 'Lovelace', c_storeId: 'store-b' };
    for (const [id, value] of Object.entries(filledIn)) field(served, id).value = value;
    const mismatches: unknown[] = [];
    const { unmount } = render(placed, { container: served, hydrate: true, onRecoverableError: (error) => mismatches.push(error) });
    expect(mismatches).toEqual([]);
    expect(Object.keys(filledIn).map((id) => field(served, id).value)).toEqual(Object.values(filledIn));
    expect(served.querySelector<HTMLButtonElement>('button[type="submit"]')!.disabled).toBe(false);
    unmount();
  });
  it('lets browsers help with the names', () => {
    const { root } = shown();
    expect(['c_firstname', 'c_lastname'].map((id) => input(root, id).autocomplete)).toEqual(['given-name', 'family-name']);
  });
  it('takes the store from the picker, says its name, and can be sent when all is filled', () => {
    const page = shown();
    for (const [id, value] of [
      ['c_firstname', 'Ada'],
      ['c_lastname', ' '],
    ] as const)
      fill(page.root, id, value);
    selectStore(page.root);
    const store = page.page.getByLabelText('Store') as HTMLSelectElement;
    expect([store.value, store.selectedOptions[0]!.textContent]).toEqual(['store-a', 'Aurora']);
    expect(button(page).disabled).toBe(true);
    fill(page.root, 'c_lastname', 'Lovelace');
    expect(button(page).disabled).toBe(false);
    fill(page.root, 'c_firstname', '');
    expect(button(page).disabled).toBe(true);
  });
  it('says of a field that is left empty what is missing, until it is filled', () => {
    const { root } = shown();
    const first = field(root, 'c_firstname');
    const reason = root.querySelector(`#${first.getAttribute('aria-describedby')}`)!;
    expect([reason.getAttribute('role'), reason.textContent]).toEqual(['alert', '']);
    fireEvent.blur(first);
    expect([reason.textContent, first.getAttribute('aria-invalid')]).toEqual(['Please fill in the first name.', 'true']);
    fill(root, 'c_firstname', 'Ada');
    expect([reason.textContent, first.getAttribute('aria-invalid')]).toEqual(['', 'false']);
  });
  it('keeps what is filled in when the basket changes meanwhile', () => {
    const { root, change } = filled();
    change(asked({ ...full, total: 17700 }, 'o-2'));
    expect([field(root, 'c_firstname').value, field(root, 'c_storeId').value]).toEqual([' Ada ', 'store-a']);
    expect(root.querySelector<HTMLInputElement>('[name="orderId"]')!.value).toBe('o-2');
  });
});

describe('an order', () => {
  it('is placed once, however often it is pressed, told to the page, and thanked for', async () => {
    const page = filled();
    const heard: Event[] = [];
    const listen = (event: Event) => heard.push(event);
    document.addEventListener('checkout:cart-updated', listen);
    await press(page, 2);
    await press(page);
    document.removeEventListener('checkout:cart-updated', listen);
    expect(page.sent).toEqual([PlaceOrder(order)]);
    expect(heard).toHaveLength(1);
    expect(page.navigated).toEqual(['/checkout/thanks']);
  });
  it('that is placed stays to be seen until the next page is there', async () => {
    const page = filled();
    await press(page);
    page.change(asked(empty, 'o-2'));
    expect(page.root.querySelector('.c_Checkout__total')?.textContent).toBe('Total: 17600 Ø');
    expect(button(page).getAttribute('aria-busy')).toBe('true');
  });
  it('that is refused says why, keeps the fields, and can be placed as it is now', async () => {
    const page = filled();
    page.refuse(problem('rejected', 'The total is now 5800 Ø.'));
    await press(page);
    expect(trouble(page)).toBe('The total is now 5800 Ø.');
    expect([field(page.root, 'c_lastname').value, page.navigated]).toEqual(['Lovelace', []]);
    page.change(asked({ ...full, total: 5800 }, 'o-2'));
    page.refuse(undefined);
    await press(page);
    expect(page.sent.at(-1)).toEqual(PlaceOrder({ ...order, orderId: 'o-2' as never, total: '5800 XTS' }));
    expect(trouble(page)).toBe('');
  });
  it('that was placed already in another way says so, and leads there', async () => {
    const page = filled();
    page.refuse(problem('rejected', 'This basket was ordered already.', { instance: '/orders/o-1' }));
    await press(page);
    expect(trouble(page)).toBe('This basket was ordered already. See what was ordered');
    expect(page.page.getByRole('link', { name: 'See what was ordered' }).getAttribute('href')).toBe('/orders/o-1');
    expect(page.navigated).toEqual([]);
  });
  it('whose answer did not come is the same one when it is sent again', async () => {
    const page = filled();
    page.refuse(problem('deadline-exceeded'));
    await press(page);
    expect(trouble(page)).toMatch(/nothing is ordered twice/);
    page.change(asked(empty, 'o-2'));
    page.refuse(undefined);
    await press(page);
    expect(page.sent).toEqual([PlaceOrder(order), PlaceOrder(order)]);
  });
  it('that found no room among all the others is the same one when it is sent again', async () => {
    const page = filled();
    page.refuse(problem('too-busy'));
    await press(page);
    expect(trouble(page)).toMatch(/^Many people are ordering/);
    page.refuse(undefined);
    await press(page);
    expect(page.sent).toEqual([PlaceOrder(order), PlaceOrder(order)]);
  });
  it('that does not fit its schema is said in words for people', async () => {
    const page = filled();
    page.refuse(problem('invalid-message', 'data of PlaceOrder: 1 error(s)', { errors: [{ path: '/storeId', reason: 'StoreId' }] }));
    await press(page);
    expect(trouble(page)).toMatch(/check your name and your store/);
  });
  it('is not sent while nobody offers a way to pay', async () => {
    const page = filled();
    page.root.querySelector('jogakbo-slot[data-block="payment/payment-method"]')!.innerHTML = '';
    await press(page);
    expect(trouble(page)).toMatch(/^Payment is temporarily unavailable/);
    expect(page.sent).toEqual([]);
    bringMethods(page.root);
    await press(page);
    expect(page.sent).toHaveLength(1);
  });
});
