/** What a page notes about itself while it loads; read at the end of a visit. */
export interface Noted {
  lcp: number;
  lcpElement: string;
  shift: number;
  /** When the last of the page's blocks had come to life. */
  ready: number;
  /** Whether any of them was a gap at first: its vertical was away or late. */
  gap: boolean;
}

declare global {
  interface Window {
    noted: Noted;
  }
}

/** Runs in the page before anything else. */
export function observe() {
  const noted: Noted = { lcp: Number.NaN, lcpElement: '', shift: 0, ready: Number.NaN, gap: false };
  window.noted = noted;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { element?: Element })[]) {
      noted.lcp = entry.startTime;
      noted.lcpElement = `${entry.element?.tagName.toLowerCase() ?? ''} ${entry.element?.className ?? ''}`.trim();
    }
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) noted.shift += entry.value;
  }).observe({ type: 'layout-shift', buffered: true });
  const places = () => [...document.querySelectorAll<HTMLElement>('jogakbo-slot[slot]')];
  const watch = new MutationObserver(() => {
    noted.gap ||= document.querySelector('jogakbo-slot[data-gap]:not([data-gap=absent])') !== null;
    const all = places();
    if (Number.isNaN(noted.ready) && all.some(({ slot }) => slot === 'footer') && all.every(({ dataset }) => dataset.ready))
      noted.ready = performance.now();
  });
  watch.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-ready', 'data-gap'] });
}
