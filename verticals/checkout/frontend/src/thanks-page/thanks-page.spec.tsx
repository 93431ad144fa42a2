// @vitest-environment happy-dom
import { act, cleanup } from '@testing-library/react';
import confetti, { type Options } from 'canvas-confetti';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { GetLatestOrder } from '@jogakbo/checkout-contract';
import { rendered, told } from '@jogakbo/testing';
import thanksPage from './thanks-page.block.tsx';

vi.mock(import('canvas-confetti'), () => ({ default: { create: vi.fn<typeof confetti.create>() } }) as never);

const fire = Object.assign(vi.fn<(options: Options) => null>(), { reset: vi.fn<() => void>() });
const motion = (isReduced: boolean) => vi.stubGlobal('matchMedia', () => ({ matches: isReduced }));
const shown = (view: object | null = { orderId: 'o-1' }) => rendered(thanksPage, {}, told(GetLatestOrder, view));
const settled = () => act(() => vi.dynamicImportSettled());

beforeEach(() => {
  cleanup();
  vi.clearAllMocks();
  vi.mocked(confetti.create).mockReturnValue(fire as never);
  motion(false);
});

describe('whoever has ordered', () => {
  it('is thanked, and led to the order and on', () => {
    const { page, root, head } = shown();
    expect(head().title).toBe('Thanks for your order! · Jogakbo');
    expect(page.getByRole('heading', { level: 1 }).textContent).toBe('Thanks for your order!');
    expect(page.getAllByRole('link').map((link) => [link.textContent, link.getAttribute('href')])).toEqual([
      ['Follow your order', '/orders/o-1'],
      ['Continue shopping', '/'],
      ['Your orders', '/orders'],
    ]);
    expect(root.firstElementChild?.getAttribute('data-boundary')).toBe('checkout');
  });
  it('sees confetti, without a worker: the page may start none', async () => {
    const { root } = shown();
    await settled();
    expect(confetti.create).toHaveBeenCalledWith(root.querySelector('canvas'), expect.objectContaining({ useWorker: false }));
    expect(fire).toHaveBeenCalledTimes(2);
  });
  it('sees none after leaving', async () => {
    const { page } = shown();
    await settled();
    page.unmount();
    expect(fire.reset).toHaveBeenCalledOnce();
  });
  it('sees none where nothing shall move', async () => {
    motion(true);
    shown();
    await settled();
    expect(confetti.create).not.toHaveBeenCalled();
  });
});

it('whose order is not known is led to all orders, and nothing is celebrated', async () => {
  const { page, root } = shown(null);
  await settled();
  expect(page.queryByRole('link', { name: 'Follow your order' })).toBeNull();
  expect(page.getByRole('link', { name: 'Your orders' })).toBeTruthy();
  expect(root.querySelector('canvas')).toBeNull();
});
