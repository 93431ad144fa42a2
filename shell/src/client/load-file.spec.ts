import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadOnce } from './load-file.ts';

class Element extends EventTarget {
  readonly outerHTML = '<link>';
  constructor(readonly href: string) {
    super();
  }
  remove() {
    head.delete(this);
  }
}
let head: Set<Element>;
let made: Element[];
let number = 0;

beforeEach(() => {
  vi.useFakeTimers();
  head = new Set();
  made = [];
  number += 1;
  vi.stubGlobal('document', { head: { append: (element: Element) => head.add(element) } });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const load = () =>
  loadOnce({ url: `/style-${number}.css`, integrity: 'sha384-x' }, (href) => {
    made.push(new Element(href));
    return made.at(-1) as unknown as HTMLLinkElement;
  });

describe('A file', () => {
  it('that has come stays in the document', async () => {
    const loading = load();
    made[0]!.dispatchEvent(new Event('load'));
    await loading;
    vi.advanceTimersByTime(60_000);
    expect([...head]).toEqual(made);
  });
  it('is loaded once, whoever asks for it', () => {
    expect(load()).toBe(load());
    expect(made).toHaveLength(1);
  });
  it('that does not come is taken away, and loaded anew by the next who asks', async () => {
    const loading = load();
    vi.advanceTimersByTime(8000);
    await expect(loading).rejects.toThrow('Late');
    expect(head.size).toBe(0);
    void load();
    expect([...head].map(({ href }) => href)).toEqual([`/style-${number}.css?again=1`]);
  });
  it('that is refused leaves nothing behind, nor a timer', async () => {
    const loading = load();
    made[0]!.dispatchEvent(new Event('error'));
    await expect(loading).rejects.toThrow('Missing or refused');
    expect([head.size, vi.getTimerCount()]).toEqual([0, 0]);
  });
});
