// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answers } from './answers.ts';
import { Navigation } from './navigation.ts';

vi.mock('./federation.ts', () => ({ loadBlock: () => Promise.reject(new Error('not here')) }));

const reload = vi.fn<() => void>();
const scrolled = vi.fn<(to: unknown) => void>();
const parts = (title: string) =>
  new Response(`${JSON.stringify({ page: 'p', team: 't', title, description: '', slots: [] })}\n`, {
    headers: { 'content-type': 'application/vnd.jogakbo.parts+json' },
  });
const announced = () => document.querySelector('[data-announcer]')!.textContent;
let navigation: Navigation;

beforeEach(() => {
  document.body.innerHTML = '<jogakbo-page></jogakbo-page><p data-announcer></p>';
  vi.spyOn(location, 'reload').mockImplementation(reload.mockReset());
  vi.stubGlobal('scrollTo', scrolled.mockReset());
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  navigation = new Navigation({ prime: () => {} } as unknown as Answers);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('Going to another page', () => {
  it('arrives at its top, and says its title', async () => {
    vi.stubGlobal('fetch', async () => parts('Stores'));
    navigation.navigate('/stores');
    await vi.waitFor(() => expect(announced()).toBe('Stores'));
    expect(scrolled).toHaveBeenCalledWith({ left: 0, top: 0, behavior: 'instant' });
    expect(reload).not.toHaveBeenCalled();
  });
  it('loads the page whole when its parts do not come, also where the address names a place on it', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new Error('away')));
    navigation.navigate('/stores#map');
    await vi.waitFor(() => expect(reload).toHaveBeenCalledTimes(1));
  });
  it('loads the page whole when its parts are late', async () => {
    const deadline = new AbortController();
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(deadline.signal);
    vi.stubGlobal('fetch', (_: string, { signal }: RequestInit) => {
      const late = Promise.withResolvers<Response>();
      signal!.addEventListener('abort', () => late.reject(new Error('late')));
      return late.promise;
    });
    navigation.navigate('/stores');
    deadline.abort();
    await vi.waitFor(() => expect(reload).toHaveBeenCalledTimes(1));
    expect(timeout).toHaveBeenCalledWith(8000);
  });
  it('that is overtaken while it changes the page neither scrolls nor speaks', async () => {
    const changed = Promise.withResolvers<void>();
    const transition = (change: () => void) => {
      const updateCallbackDone = changed.promise.then(change);
      return { ready: updateCallbackDone, finished: updateCallbackDone, updateCallbackDone };
    };
    Object.assign(document, { startViewTransition: vi.fn<typeof transition>(transition) });
    vi.stubGlobal('fetch', async (url: string) => parts(url.split('/').at(-1)!));
    navigation.navigate('/first');
    await vi.waitFor(() => expect(document.startViewTransition).toHaveBeenCalledTimes(1));
    navigation.navigate('/second');
    changed.resolve();
    await vi.waitFor(() => expect(announced()).toBe('second'));
    expect(scrolled).toHaveBeenCalledTimes(1);
    Object.assign(document, { startViewTransition: undefined });
  });
});
