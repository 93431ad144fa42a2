import { startTransition } from 'react';
import type { PartsHead, PartsSlot } from '@jogakbo/protocol';
import type { Answers } from './answers.ts';
import { Places, type Place } from './places.ts';
import { returnToPlace } from './return-to-place.ts';
import { readState, SHOWN, type SlotElement } from './slot-element.ts';

/** Milliseconds that a page in parts may take; then the browser loads it whole. */
const TIMEOUT = 8000;
const TOP: Place = { x: 0, y: 0 };

/** An address without its place on the page. */
const pageAt = (url: string) => url.split('#')[0]!;

/**
 * Moves between pages without loading a new document: blocks that both pages have stay and get new props, the others
 * are exchanged. Whatever goes wrong, the browser loads the page itself.
 */
export class Navigation {
  private underWay: AbortController | undefined;
  private at = pageAt(location.href);
  private readonly places = new Places();
  /** Whether the page on the screen is the one of the present address. */
  private hasArrived = true;
  private readonly answers: Answers;
  constructor(answers: Answers) {
    this.answers = answers;
  }

  start() {
    this.places.enter();
    addEventListener('pagehide', () => void (history.scrollRestoration = 'auto'));
    addEventListener('click', (event) => this.onClick(event));
    addEventListener('submit', (event) => this.onSubmit(event));
    addEventListener('popstate', () => this.onHistory());
  }

  /**
   * Goes to an address of this shop and remembers it in the browser's history.
   *
   * @remarks Between the pages of one document the place on a page is kept here; a reload and other documents are the browser's.
   */
  readonly navigate = (url: string) => {
    const target = new URL(url, location.href);
    history.scrollRestoration = 'manual';
    const keepPlace = target.pathname === location.pathname;
    this.move(() => history.pushState(null, '', target));
    void this.go(target.href, keepPlace ? undefined : TOP);
  };

  private onClick(event: MouseEvent) {
    const link = event.composedPath().find((node): node is HTMLAnchorElement => node instanceof HTMLAnchorElement);
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.target || link.hasAttribute('download') || link.origin !== location.origin || !link.href) return;
    if (link.pathname === location.pathname && link.search === location.search && link.hash) return;
    event.preventDefault();
    this.navigate(link.href);
  }

  private onSubmit(event: SubmitEvent) {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented || form.method !== 'get') return;
    event.preventDefault();
    const target = new URL(form.action);
    const fields = [...new FormData(form, event.submitter)].filter((field): field is [string, string] => typeof field[1] === 'string');
    target.search = new URLSearchParams(fields).toString();
    this.navigate(target.href);
  }

  /** A place on the same page, such as where the skip link leads, is the browser's own business. */
  private onHistory() {
    this.move();
    if (pageAt(location.href) !== this.at) void this.go(location.href, this.places.last());
  }

  private move(change?: () => void) {
    if (this.hasArrived) this.places.leave();
    change?.();
    this.places.enter();
  }

  private async go(url: string, place: Place | undefined) {
    this.at = pageAt(url);
    this.hasArrived = false;
    this.underWay?.abort();
    const { signal } = (this.underWay = new AbortController());
    try {
      const { head, slots } = await fetchParts(url, signal);
      await changePage(() => !signal.aborted && this.apply(head, slots));
      if (signal.aborted) return;
      this.hasArrived = true;
      if (place) returnToPlace(place, signal);
      arrive(head.title, place !== undefined);
    } catch (error) {
      if (signal.aborted) return;
      console.warn('Loading the page instead:', error);
      // The browser keeps the place over a reload.
      if (place) returnToPlace(place, signal);
      location.reload();
    }
  }

  private apply(head: PartsHead, slots: PartsSlot[]) {
    document.title = head.title;
    document.querySelector('meta[name="description"]')?.setAttribute('content', head.description);
    Object.assign(document.body.dataset, { boundaryPage: head.team, page: head.page });
    const page = document.querySelector('jogakbo-page')!;
    for (const { slot, html } of slots) this.place(page, slot, html);
    for (const existing of page.querySelectorAll(':scope > jogakbo-slot')) if (!head.slots.includes(existing.slot)) existing.remove();
  }

  private place(page: Element, slot: string, html: string) {
    const template = document.createElement('template');
    template.innerHTML = html;
    const next = template.content.firstElementChild as HTMLElement;
    const existing = page.querySelector<SlotElement>(`:scope > jogakbo-slot[slot="${slot}"]`);
    for (const one of template.content.querySelectorAll('jogakbo-slot')) {
      const { loads, answered, positions } = readState(one);
      if (loads) this.answers.prime(loads.version, answered, positions);
    }
    const stays =
      existing?.dataset.block === next.dataset.block &&
      existing?.version !== undefined &&
      existing.version === readState(next).loads?.version;
    if (stays) change(existing, next.dataset.props ?? '{}');
    else if (existing) existing.replaceWith(document.adoptNode(next));
    else page.append(document.adoptNode(next));
  }
}

/** New props for a block that stays; the keyboard does not lose its place when what it stood on is gone. */
function change(slot: SlotElement, props: string) {
  const focused = slot.contains(document.activeElement);
  slot.addEventListener(SHOWN, () => focused && focusContent(), { once: true });
  startTransition(() => slot.setAttribute('data-props', props));
}

async function fetchParts(url: string, signal: AbortSignal): Promise<{ head: PartsHead; slots: PartsSlot[] }> {
  const inTime = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]);
  const response = await fetch(url, { headers: { accept: 'application/vnd.jogakbo.parts+json' }, signal: inTime });
  if (!response.headers.get('content-type')?.startsWith('application/vnd.jogakbo.parts+json')) throw new Error(`HTTP ${response.status}`);
  const [head, ...slots] = (await response.text())
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text));
  return { head, slots };
}

/** Lets the browser show the change as one movement where it can. */
async function changePage(change: () => void): Promise<void> {
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  if (still || !document.startViewTransition) return void change();
  const transition = document.startViewTransition(() => void change());
  // A newer transition may cut this one short: the change has happened all the same.
  transition.ready.catch(() => {});
  transition.finished.catch(() => {});
  await transition.updateCallbackDone;
}

/** Tells everybody where they are now: a screen reader by words, the keyboard by focus. */
function arrive(title: string, isNewPage: boolean) {
  const announcer = document.querySelector('[data-announcer]');
  if (announcer) announcer.textContent = title;
  focusContent(isNewPage);
}

function focusContent(always = false) {
  const lost = !document.activeElement || document.activeElement === document.body;
  if (always || lost) document.getElementById('content')?.focus({ preventScroll: true });
}
