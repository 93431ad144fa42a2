import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { contract, problem } from '@jogakbo/contract';
import { z } from 'zod';
import { Answers } from './answers.ts';
import { CookieChanges } from './cookie-changes.ts';
import type { Fact, LiveEvents, Missed, Presence } from './live-events.ts';

const shop = contract('shop');
const Renamed = shop
  .aggregate('product', 'productId', { told: { Renamed: [] } })
  .event('Renamed', 'A product has another name.', { productId: z.string() });
const GetName = shop.query('GetName', 'A name.', { productId: z.string() }, { view: z.string(), refreshedBy: [Renamed] });
const Basket = shop.cookie('basket', 'What is in the basket.', { keptFor: '1 day' });
const GetBasket = shop.query('GetBasket', 'The basket.', {}, { view: z.string(), refreshedBy: [Renamed], cookies: [Basket] });
const Fill = shop.command('Fill', 'Fills the basket.', {}, { cookies: [Basket] });
const Rename = shop.command('Rename', 'Renames.', {});

let tell: (position: number) => void;
let comeBack: () => void;
let miss: (position: number) => void;
let heard: number;
let cookies: CookieChanges;
const seenAt = vi.fn<(positions: Record<string, number>) => void>();
const gone = vi.fn<(vertical: string) => void>();
let answers: Answers;
const fetched = vi.fn<(url: string, init: RequestInit) => Promise<Response>>();
const seenBy = () => fetched.mock.calls.map(([, { headers }]) => (headers as Record<string, string>)['jogakbo-after']);

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('fetch', fetched.mockReset());
  heard = 3;
  const presence: ((presence: Presence) => void)[] = [];
  const missed: ((missed: Missed) => void)[] = [];
  const live = {
    heard: () => heard,
    seenAt: seenAt.mockReset(),
    onPresence: (listener: (presence: Presence) => void) => presence.push(listener),
    onMissed: (listener: (missed: Missed) => void) => missed.push(listener),
    watch: (_: string, listener: (fact: Fact) => void) => {
      tell = (position) => {
        heard = position;
        listener({ vertical: 'shop', type: 'Renamed', key: 'p', position, data: {} });
      };
      return () => (tell = () => {});
    },
  };
  miss = (position) => {
    heard = position;
    for (const listener of missed) listener({ vertical: 'shop', position });
  };
  comeBack = () => presence.forEach((listener) => listener({ vertical: 'shop', away: false }));
  cookies = new CookieChanges();
  answers = new Answers(live as unknown as LiveEvents, gone.mockReset(), cookies);
});
afterEach(() => {
  cookies.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const saying = (view: unknown) => async () => Response.json(view);
const failing = async () => Response.json({ type: 'x', title: 'away', status: 503 }, { status: 503 });
const answer = () => answers.of('v1', GetName, { productId: 'p' });
const primed = (view: string, position = 3) => {
  answers.prime('v1', [{ key: 'shop/GetName?{"productId":"p"}', view }], { shop: position, another: 99 });
  return answer();
};
const settled = () => vi.advanceTimersByTimeAsync(1);

describe('An answer', () => {
  it('that the server gave is not asked for again', async () => {
    expect(primed('Eagle').known()).toEqual({ view: 'Eagle' });
    expect(fetched).not.toHaveBeenCalled();
  });
  it('is asked for again when a fact says so, and insists on having seen it', async () => {
    const known = primed('Eagle');
    known.subscribe(() => {});
    fetched.mockImplementation(saying('Falcon'));
    tell(7);
    await vi.waitFor(() => expect(known.known()).toEqual({ view: 'Falcon' }));
    expect(seenBy()).toEqual(['shop:7']);
  });
  it('is asked for anew when the page has missed what happened, also where the log is another one and goes less far', async () => {
    const known = primed('Eagle', 900);
    known.subscribe(() => {});
    fetched.mockImplementation(saying('Falcon'));
    miss(7);
    await vi.waitFor(() => expect(known.known()).toEqual({ view: 'Falcon' }));
    expect(seenBy()).toEqual(['shop:7']);
    tell(8);
    await vi.waitFor(() => expect(seenBy()).toEqual(['shop:7', 'shop:8']));
  });
  it('is asked for anew by who looks later, when the page has missed what happened', async () => {
    const known = primed('Eagle', 900);
    fetched.mockImplementation(saying('Falcon'));
    miss(7);
    expect(fetched).not.toHaveBeenCalled();
    known.subscribe(() => {});
    await vi.waitFor(() => expect(known.known()).toEqual({ view: 'Falcon' }));
  });
  it('is asked for once more, however many facts come while it is asked for', async () => {
    const known = primed('Eagle');
    known.subscribe(() => {});
    fetched.mockImplementationOnce(saying('Falcon')).mockImplementation(saying('Hawk'));
    for (const position of [7, 8, 9, 10]) tell(position);
    await vi.waitFor(() => expect(known.known()).toEqual({ view: 'Hawk' }));
    expect(seenBy()).toEqual(['shop:7', 'shop:10']);
  });
  it('is asked for again when a fact was heard between the question and the first who listens', async () => {
    fetched.mockImplementationOnce(saying('Eagle')).mockImplementation(saying('Falcon'));
    const known = answer();
    await known.first;
    heard = 4;
    known.subscribe(() => {});
    await vi.waitFor(() => expect(known.known()).toEqual({ view: 'Falcon' }));
    expect(seenBy()).toEqual([undefined, 'shop:4']);
  });
  it('that the server gave is asked for again when the page has heard more than it had seen', async () => {
    fetched.mockImplementation(saying('Falcon'));
    heard = 4;
    const known = primed('Eagle');
    known.subscribe(() => {});
    await vi.waitFor(() => expect(known.known()).toEqual({ view: 'Falcon' }));
    expect(seenBy()).toEqual(['shop:4']);
  });
  it('is told what came after the positions that the server gave it at', () => {
    primed('Eagle', 7);
    expect(seenAt).toHaveBeenCalledWith({ shop: 7, another: 99 });
  });
  it('of a release that runs no more lets the page take up the live one', async () => {
    primed('Eagle').subscribe(() => {});
    fetched.mockImplementation(async () => Response.json(problem('release-gone'), { status: 410 }));
    tell(7);
    await vi.waitFor(() => expect(gone).toHaveBeenCalledWith('shop'));
  });
  it('keeps its view when it can not be asked for, and is asked for later', async () => {
    const known = primed('Eagle');
    known.subscribe(() => {});
    fetched.mockImplementationOnce(failing).mockImplementation(saying('Falcon'));
    tell(7);
    await vi.waitFor(() => expect(fetched).toHaveBeenCalledTimes(1));
    expect(known.known()).toEqual({ view: 'Eagle' });
    await vi.advanceTimersByTimeAsync(1500);
    expect(known.known()).toEqual({ view: 'Falcon' });
    expect(seenBy()).toEqual(['shop:7', 'shop:7']);
  });
  it('is asked for at once when its vertical is back', async () => {
    const known = primed('Eagle');
    known.subscribe(() => {});
    fetched.mockImplementationOnce(failing).mockImplementation(saying('Falcon'));
    tell(7);
    await vi.advanceTimersByTimeAsync(1);
    comeBack();
    await vi.advanceTimersByTimeAsync(1);
    expect(known.known()).toEqual({ view: 'Falcon' });
  });
  it('that nobody looks at any more is not asked for', async () => {
    const leave = primed('Eagle').subscribe(() => {});
    fetched.mockImplementation(failing);
    tell(7);
    await vi.advanceTimersByTimeAsync(1);
    leave();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(fetched).toHaveBeenCalledTimes(1);
  });
  it('that failed at first stays so until it is forgotten', async () => {
    fetched.mockImplementationOnce(failing).mockImplementation(saying('Eagle'));
    await expect(answer().first).rejects.toThrow('away');
    expect(answer().known().failure).toBeDefined();
    expect(fetched).toHaveBeenCalledTimes(1);
    answers.forgetFailures();
    await expect(answer().first).resolves.toBe('Eagle');
  });
});

describe('An answer on the page that the server gives once more', () => {
  it('is the newer one', async () => {
    const known = primed('Eagle');
    known.subscribe(() => {});
    primed('Falcon', 7);
    await settled();
    expect(known.known()).toEqual({ view: 'Falcon' });
    expect(fetched).not.toHaveBeenCalled();
  });
  it('stays when it has seen more', async () => {
    const known = primed('Eagle');
    known.subscribe(() => {});
    fetched.mockImplementation(saying('Hawk'));
    tell(8);
    await settled();
    primed('Falcon', 7);
    await settled();
    expect(known.known()).toEqual({ view: 'Hawk' });
    expect(fetched).toHaveBeenCalledTimes(1);
  });
  it('is asked for again when the page has heard more than either has seen', async () => {
    const known = primed('Eagle');
    known.subscribe(() => {});
    fetched.mockImplementation(saying('Hawk'));
    heard = 8;
    primed('Falcon', 7);
    expect(known.known()).toEqual({ view: 'Falcon' });
    await settled();
    expect(known.known()).toEqual({ view: 'Hawk' });
    expect(seenBy()).toEqual(['shop:8']);
  });
  it('does not fall back to what was asked for before', async () => {
    const known = primed('Eagle');
    known.subscribe(() => {});
    const asked = Promise.withResolvers<Response>();
    fetched.mockImplementation(() => asked.promise);
    tell(8);
    primed('Falcon', 9);
    asked.resolve(Response.json('Hawk'));
    await settled();
    expect(known.known()).toEqual({ view: 'Falcon' });
  });
  it('does not fall back to its first, which comes later', async () => {
    const asked = Promise.withResolvers<Response>();
    fetched.mockImplementation(() => asked.promise);
    const known = answer();
    primed('Falcon', 7);
    asked.resolve(Response.json('Eagle'));
    await settled();
    expect(known.known()).toEqual({ view: 'Falcon' });
  });
});

describe('An answer by the visitor’s cookies', () => {
  const basket = () => answers.of('v1', GetBasket, {});
  const shown = (view: string) => {
    answers.prime('v1', [{ key: 'shop/GetBasket?{}', view }], { shop: 3 });
    return basket();
  };

  it('is asked for again when a command may have set them, and by no other', async () => {
    const known = shown('empty');
    known.subscribe(() => {});
    fetched.mockImplementation(saying('full'));
    answers.commanded(Rename);
    await settled();
    expect(fetched).not.toHaveBeenCalled();
    answers.commanded(Fill);
    await settled();
    expect(known.known()).toEqual({ view: 'full' });
    expect(seenBy()).toEqual(['shop:3']);
  });
  it('is asked for again when they were set in another tab', async () => {
    const known = shown('empty');
    known.subscribe(() => {});
    fetched.mockImplementation(saying('full'));
    const tab = new CookieChanges();
    tab.changed([Basket]);
    await vi.waitFor(() => expect(known.known()).toEqual({ view: 'full' }));
    tab.close();
  });
  it('does not fall back to what a server rendered before they were set', async () => {
    const known = shown('empty');
    known.subscribe(() => {});
    fetched.mockImplementation(saying('full'));
    answers.commanded(Fill);
    await settled();
    shown('empty');
    expect(known.known()).toEqual({ view: 'full' });
  });
  it('is asked for again when somebody looks at it after they were set', async () => {
    const known = shown('empty');
    answers.commanded(Fill);
    fetched.mockImplementation(saying('full'));
    known.subscribe(() => {});
    await settled();
    expect(known.known()).toEqual({ view: 'full' });
  });
});

describe('Of very many answers', () => {
  const ask = (productId: string) => answers.of('v1', GetName, { productId });
  const askMany = () => Array.from({ length: 400 }, (_, index) => ask(`p${index}`));
  beforeEach(() => fetched.mockImplementation(saying('Eagle')));

  it('those stay that somebody looks at', () => {
    const looked = ask('looked at');
    looked.subscribe(() => {});
    askMany();
    expect(ask('looked at')).toBe(looked);
  });
  it('the oldest that nobody looks at goes', () => {
    const forgotten = ask('forgotten');
    askMany();
    expect(ask('forgotten')).not.toBe(forgotten);
  });
});
