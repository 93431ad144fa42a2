import type { Place } from './places.ts';

/** What a person does to move a page by themselves. */
const OWN_MOVES = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const;

/**
 * Scrolls to a place of the page. A page that is still too short for it, since styles, pictures or blocks are on their
 * way, is scrolled on as it grows: until the place is reached, the person moves the page, or `signal` is aborted.
 */
export function returnToPlace({ x, y }: Place, signal: AbortSignal): void {
  const scroll = () => {
    scrollTo({ left: x, top: y, behavior: 'instant' });
    return Math.abs(scrollY - y) < 1;
  };
  if (signal.aborted || scroll()) return;
  const growth = new ResizeObserver(() => scroll() && end.abort());
  const end = new AbortController();
  end.signal.addEventListener('abort', () => growth.disconnect());
  signal.addEventListener('abort', () => end.abort(), { signal: end.signal });
  for (const move of OWN_MOVES) addEventListener(move, () => end.abort(), { signal: end.signal, passive: true, capture: true });
  growth.observe(document.body);
}
