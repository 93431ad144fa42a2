import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Loads } from '@jogakbo/protocol';
import { LiveReleases, type ReleasedSlot } from './live-releases.ts';

const at = (version: string): Loads => ({ version, container: 'c', expose: './b', entry: { url: '/c.js', integrity: 'x' }, styles: [] });

class Slot implements ReleasedSlot {
  readonly vertical: string;
  constructor(
    readonly block: string,
    public version: string | undefined,
  ) {
    this.vertical = block.split('/')[0]!;
  }
  async show({ version }: Loads) {
    this.version = version;
  }
  showNothing() {
    this.version = 'nothing';
  }
}

let live: Record<string, Loads | null>;
const asked = vi.fn<(url: string) => void>();
const load = vi.fn<(block: string, loads: Loads) => Promise<void>>();
const releasesOf = (slots: Slot[]) => new LiveReleases(() => slots, load);
const versions = (slots: Slot[]) => slots.map(({ version }) => version);

beforeEach(() => {
  asked.mockReset();
  load.mockReset().mockResolvedValue();
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  vi.stubGlobal('fetch', async (url: string) => (asked(url), Response.json(live)));
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const page = () => [new Slot('shop/header', 'v1'), new Slot('shop/footer', undefined), new Slot('other/row', 'v1')];

describe('The blocks of a vertical', () => {
  it('move to a release together, those that are away included', async () => {
    live = { 'shop/header': at('v2'), 'shop/footer': at('v2'), 'other/row': at('v2') };
    const slots = page();
    await releasesOf(slots).show('shop');
    expect(versions(slots)).toEqual(['v2', 'v2', 'v1']);
    expect(asked.mock.calls).toEqual([['/composition?blocks=shop/header,shop/footer']]);
  });
  it('all stay where a file of one does not come', async () => {
    live = { 'shop/header': at('v2'), 'shop/footer': at('v2'), 'other/row': at('v2') };
    load.mockImplementation(async (block) => {
      if (block === 'shop/footer') throw new Error('Missing');
    });
    const slots = page();
    await releasesOf(slots).show();
    expect(versions(slots)).toEqual(['v1', undefined, 'v2']);
  });
  it('that the release has no more make place when the others move', async () => {
    live = { 'shop/header': null, 'shop/footer': at('v2') };
    const slots = page();
    await releasesOf(slots).show('shop');
    expect(versions(slots)).toEqual(['nothing', 'v2', 'v1']);
  });
  it('stay untouched when they are what is live, or when their vertical is away', async () => {
    live = { 'shop/header': at('v1') };
    const slots = page();
    await releasesOf(slots).show();
    expect(load).not.toHaveBeenCalled();
    expect(versions(slots)).toEqual(['v1', undefined, 'v1']);
  });
  it('take up a published release as soon as the composition knows of it', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    live = { 'shop/header': at('v1'), 'shop/footer': at('v1') };
    const slots = page();
    await releasesOf(slots).takeUp('shop', 'v2');
    live = { 'shop/header': at('v2'), 'shop/footer': at('v2') };
    await vi.advanceTimersByTimeAsync(250);
    await vi.waitFor(() => expect(versions(slots)).toEqual(['v2', 'v2', 'v1']));
  });
});
