import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LiveEvents, type Fact } from './live-events.ts';

/** The server's side of a connection. */
class Source extends EventTarget {
  static readonly CLOSED = 2;
  static readonly all: Source[] = [];
  static get last() {
    return Source.all.at(-1)!;
  }
  readyState = 0;
  onopen = () => {};
  onerror = () => {};
  readonly asked: URLSearchParams;
  constructor(url: string) {
    super();
    this.asked = new URL(url, 'http://shop').searchParams;
    Source.all.push(this);
  }
  close() {
    this.readyState = Source.CLOSED;
  }
  tell(kind: string, value: unknown) {
    if (this.readyState !== Source.CLOSED) this.dispatchEvent(Object.assign(new Event(kind), { data: JSON.stringify(value) }));
  }
  tellOf(key: string, position: number) {
    this.tell('fact', { vertical: 'shop', type: 'Renamed', key, position, data: {} } satisfies Fact);
  }
}

/** All tabs of one browser. */
class Channel {
  static readonly all = new Set<Channel>();
  onmessage?: (message: { data: unknown }) => void;
  constructor() {
    Channel.all.add(this);
  }
  postMessage(data: unknown) {
    for (const channel of Channel.all) if (channel !== this) channel.onmessage?.({ data: structuredClone(data) });
  }
}

let isHeld: boolean;
const locks = {
  request: async (_: string, lead: () => void) => {
    if (isHeld) return;
    isHeld = true;
    lead();
  },
};

beforeEach(() => {
  vi.useFakeTimers();
  Source.all.length = 0;
  Channel.all.clear();
  isHeld = false;
  vi.stubGlobal('EventSource', Source);
  vi.stubGlobal('BroadcastChannel', Channel);
  vi.stubGlobal('navigator', { locks });
  vi.stubGlobal('addEventListener', () => {});
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const connected = () => {
  vi.advanceTimersByTime(50);
  Source.last.onopen();
};
const tab = () => {
  const live = new LiveEvents();
  live.start();
  return live;
};
const hears = (live: LiveEvents, key: string) => {
  const heard: number[] = [];
  live.watch(`shop.log.product.${key}`, ({ position }) => heard.push(position));
  return heard;
};

describe('A page', () => {
  it('listens from where its blocks stand', () => {
    const live = tab();
    live.seenAt({ shop: 0 });
    hears(live, 'a');
    connected();
    expect(Object.fromEntries(Source.last.asked)).toEqual({ topics: 'shop.log.product.a', after: 'shop:0' });
  });
  it('goes back for a block that stands further back, whatever the connection from further on still tells', () => {
    const live = tab();
    live.seenAt({ shop: 11 });
    const others = hears(live, 'a');
    connected();
    live.seenAt({ shop: 7 });
    Source.last.tellOf('a', 12);
    const late = hears(live, 'b');
    connected();
    expect(Source.last.asked.get('after')).toBe('shop:7');
    Source.last.tellOf('b', 8);
    Source.last.tellOf('a', 12);
    expect([others, late]).toEqual([[12], [8]]);
  });
  it('goes back for a block in another tab, too', () => {
    const lead = tab();
    lead.seenAt({ shop: 11 });
    hears(lead, 'a');
    connected();
    const other = tab();
    other.seenAt({ shop: 7 });
    const late = hears(other, 'b');
    Source.last.tellOf('a', 12);
    connected();
    expect(Source.last.asked.get('after')).toBe('shop:7');
    Source.last.tellOf('b', 8);
    expect(late).toEqual([8]);
  });
  it('looks after what is no fact whenever a connection is there, in every tab', () => {
    const looked = vi.fn<(tab: string) => void>();
    const lead = tab();
    lead.onConnected(() => looked('lead'));
    tab().onConnected(() => looked('other'));
    connected();
    hears(lead, 'a');
    connected();
    expect(looked.mock.calls.flat()).toEqual(['other', 'lead', 'other', 'lead']);
  });
  it('that has missed what happened stands where the log stands now, and hears what comes, in every tab', () => {
    const [lead, other] = [tab(), tab()];
    const missed: string[] = [];
    lead.onMissed(({ vertical, position }) => missed.push(`lead ${vertical}:${position}`));
    other.onMissed(({ vertical, position }) => missed.push(`other ${vertical}:${position}`));
    const heard = [hears(lead, 'a'), hears(other, 'a')];
    connected();
    Source.last.tellOf('a', 900);
    Source.last.tell('missed', { vertical: 'shop', position: 7 });
    Source.last.tellOf('a', 8);
    expect(heard).toEqual([
      [900, 8],
      [900, 8],
    ]);
    expect([missed.toSorted(), lead.heard('shop')]).toEqual([['lead shop:7', 'other shop:7'], 8]);
  });
  it('hears nothing twice', () => {
    const live = tab();
    const heard = hears(live, 'a');
    connected();
    Source.last.tellOf('a', 8);
    hears(live, 'b');
    connected();
    Source.last.tellOf('a', 8);
    expect(heard).toEqual([8]);
  });
});

describe('A page that came over plain HTTP', () => {
  beforeEach(() => {
    vi.stubGlobal('navigator', {});
    vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
  });

  it('listens for itself in each tab', () => {
    const tabs = [tab(), tab()].map((live) => hears(live, 'a'));
    vi.advanceTimersByTime(50);
    expect(Source.all).toHaveLength(2);
    for (const source of Source.all) source.tellOf('a', 8);
    expect(tabs).toEqual([[8], [8]]);
  });
});
