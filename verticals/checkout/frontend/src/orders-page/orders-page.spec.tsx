// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { ListOrders } from '@jogakbo/checkout-contract';
import { rendered, told } from '@jogakbo/testing';
import ordersPage from './orders-page.block.tsx';

const order = {
  ...{ orderId: 'o-1', placedAt: '2026-11-23T06:29:00.000Z', status: 'confirmed', step: 'ready for pickup' },
  ...{ names: ['Plough Friend Sea Blue', 'Plough Friend Barn Red'], quantity: 3, total: 17600 },
  currency: { code: 'XTS', symbol: 'Ø', digits: 0 },
};
const shown = (...orders: object[]) => rendered(ordersPage, {}, told(ListOrders, orders));

it('lists what was ordered, with how it stands, and leads to each', () => {
  const { page, root, head } = shown({ ...order, orderId: 'o-2', status: 'placed', step: 'placed' }, order);
  expect(head().title).toBe('Your orders · Jogakbo');
  expect(page.getByRole('heading', { level: 1 }).textContent).toBe('Your orders');
  const orders = [...root.querySelectorAll('.c_OrdersPage .c_OrdersPage__order')];
  expect(orders.map((each) => each.querySelector('a')?.getAttribute('href'))).toEqual(['/orders/o-2', '/orders/o-1']);
  expect(orders[0]!.textContent).not.toMatch(/placed.*placed/);
  for (const part of ['Sea Blue, Plough Friend Barn Red', '23 Nov 2026, 06:29 UTC, 3 machines', 'confirmed', 'ready for pickup', '17600 Ø'])
    expect(orders[1]!.textContent).toContain(part);
});

it('says when there are none, and leads on', () => {
  const { page, root } = shown();
  expect(root.querySelector('.c_OrdersPage__order')).toBeNull();
  expect(page.getByText(/You have ordered nothing yet/)).toBeTruthy();
  expect(page.getByRole('link', { name: 'See all machines' }).getAttribute('href')).toBe('/products');
});
