import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Places } from './places.ts';

const history = { state: null as unknown, replaceState: (state: unknown) => (history.state = state) };

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => kept.set(key, text),
  });
  vi.stubGlobal('history', history);
  vi.stubGlobal('scrollX', 0);
});
afterEach(() => vi.unstubAllGlobals());

const scrollTo = (y: number) => vi.stubGlobal('scrollY', y);

it('A page is found again where it was left, going back and going forward', () => {
  const places = new Places();
  places.enter();
  const first = history.state;
  scrollTo(900);
  places.leave();
  history.state = null;
  places.enter();
  const second = history.state;
  expect(places.last()).toEqual({ x: 0, y: 0 });
  scrollTo(300);
  history.state = first;
  places.leave();
  places.enter();
  expect(places.last()).toEqual({ x: 0, y: 900 });
  history.state = second;
  places.leave();
  places.enter();
  expect(places.last()).toEqual({ x: 0, y: 300 });
});
