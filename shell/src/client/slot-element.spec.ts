// @vitest-environment happy-dom
import { createElement, useEffect } from 'react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Block } from '@jogakbo/blocks';
import type { Loads, SlotState } from '@jogakbo/protocol';
import type { Answers } from './answers.ts';
import { loadBlock } from './federation.ts';
import type { LiveEvents } from './live-events.ts';
import { defineSlots, SlotElement } from './slot-element.ts';

vi.mock('./federation.ts', () => ({ loadBlock: vi.fn<() => Promise<Block>>() }));

const at = (version: string): Loads => ({ version, container: 'c', expose: './b', entry: { url: '/c.js', integrity: 'x' }, styles: [] });
const blockOf = (render: () => any): Block => ({ name: 'shop/block', props: {}, render });
const showLive = vi.fn<(vertical: string) => Promise<void>>();
const warned = vi.fn<(...said: unknown[]) => void>();

beforeAll(() => {
  const answers = { prime: () => {}, forgetFailures: () => {} } as unknown as Answers;
  const live = { seenAt: () => {} } as unknown as LiveEvents;
  defineSlots({ answers, live, navigate: () => {}, showLive });
});
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  vi.spyOn(console, 'warn').mockImplementation(warned.mockReset());
  vi.spyOn(console, 'error').mockImplementation(() => {});
  showLive.mockReset().mockResolvedValue();
  vi.mocked(loadBlock).mockReset();
});
afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function slotWith({ html = '', loads }: { html?: string; loads?: Loads }): SlotElement {
  const slot = document.createElement('jogakbo-slot') as SlotElement;
  slot.dataset.block = 'shop/block';
  const state: SlotState = { loads, answered: [], positions: {} };
  slot.innerHTML = `<div data-root>${html}</div><script type="application/json" data-state>${JSON.stringify(state)}</script>`;
  document.body.append(slot);
  return slot;
}
const isShown = (slot: SlotElement, version: string) => vi.waitFor(() => expect(slot.dataset.ready).toBe(version));

describe('A slot', () => {
  it('that the client made has nothing to hydrate, and is rendered', async () => {
    vi.mocked(loadBlock).mockResolvedValue(blockOf(() => createElement('b', null, 'here')));
    const slot = document.createElement('jogakbo-slot') as SlotElement;
    slot.dataset.block = 'shop/block';
    showLive.mockImplementation(() => slot.show(at('v1')));
    document.body.append(slot);
    await isShown(slot, 'v1');
    expect(slot.textContent).toBe('here');
    expect(warned).not.toHaveBeenCalled();
  });
  it('heals with all slots of its vertical', async () => {
    slotWith({});
    await vi.waitFor(() => expect(showLive).toHaveBeenCalledWith('shop'));
    await vi.advanceTimersByTimeAsync(1000);
    expect(showLive).toHaveBeenCalledTimes(2);
  });
  it('whose block is no more shows nothing, and does not ask for it', async () => {
    vi.mocked(loadBlock).mockResolvedValue(blockOf(() => createElement('b', null, 'here')));
    const slot = slotWith({ loads: at('v1') });
    await isShown(slot, 'v1');
    slot.showNothing();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([slot.dataset.gap, slot.version, slot.querySelector('b')]).toEqual(['absent', undefined, null]);
    expect(showLive).not.toHaveBeenCalled();
  });
  it('shows what was asked for last, whichever comes first', async () => {
    const first = Promise.withResolvers<Block>();
    vi.mocked(loadBlock).mockImplementation(async (_, { version }) =>
      version === 'v1' ? first.promise : blockOf(() => createElement('b', null, version)),
    );
    const slot = slotWith({ loads: at('v1') });
    await slot.show(at('v2'));
    first.resolve(blockOf(() => createElement('b', null, 'v1')));
    await isShown(slot, 'v2');
    expect([slot.version, slot.textContent]).toEqual(['v2', expect.stringMatching(/^v2/)]);
  });
  it('tries less and less often what fails as soon as it stands', async () => {
    const failing = () => {
      useEffect(() => {
        throw new Error('in an effect');
      });
      return createElement('b');
    };
    vi.mocked(loadBlock).mockResolvedValue(blockOf(failing));
    const slot = slotWith({ loads: at('v1') });
    showLive.mockImplementation(() => slot.show(at('v1')));
    for (let second = 0; second < 30; second += 1) {
      await vi.advanceTimersByTimeAsync(1000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(showLive.mock.calls.length).toBeGreaterThan(1);
    expect(showLive.mock.calls.length).toBeLessThan(7);
  });
});
