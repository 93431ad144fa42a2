import { createElement, startTransition } from 'react';
import { createRoot, hydrateRoot, type Root } from 'react-dom/client';
import type { Block } from '@jogakbo/blocks';
import type { Loads, SlotState } from '@jogakbo/protocol';
import type { Answers } from './answers.ts';
import { loadBlock } from './federation.ts';
import type { LiveEvents } from './live-events.ts';
import { pageRuntime } from './page-runtime.ts';
import { SlotTree } from './slot-tree.tsx';

/** What every slot of the page uses. */
export interface PageParts {
  readonly answers: Answers;
  readonly live: LiveEvents;
  readonly navigate: (url: string) => void;
  /** Shows all slots of a vertical as its live release has them. */
  readonly showLive: (vertical: string) => Promise<void>;
}

/** A slot says that its block, with its present props, is really on the page. */
export const SHOWN = 'jogakbo-shown';

let page: PageParts;
const RETRY = { first: 1000, longest: 30_000 };
/** Milliseconds that a block has to stand before its next failure counts as a first one. */
const STEADY = 10_000;
const AWAY = 'This piece is unavailable right now. It comes back by itself.';

/**
 * A place for a block: hydrates what the server rendered, or renders it here; a block that fails becomes a gap that
 * keeps its place and heals by itself.
 */
export class SlotElement extends HTMLElement {
  static readonly observedAttributes = ['data-props'];
  private root: Root | undefined;
  private shown: { block: Block; loads: Loads } | undefined;
  /** What was asked for last: an earlier attempt that comes later is none any more. */
  private wanted: Loads | undefined;
  private state: SlotState = { answered: [], positions: {} };
  private wait = RETRY.first;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private steady: ReturnType<typeof setTimeout> | undefined;

  get block() {
    return this.dataset.block ?? '';
  }
  get vertical() {
    return this.block.split('/')[0]!;
  }
  get version() {
    return this.shown?.loads.version;
  }
  private get container(): HTMLElement {
    return this.querySelector<HTMLElement>(':scope > [data-root]') ?? this.appendChild(document.createElement('div'));
  }

  private get gapNotice() {
    return this.querySelector(':scope > .gap');
  }

  connectedCallback() {
    if (!this.root) whenParsed(this, () => this.isConnected && this.takeUp());
  }
  disconnectedCallback() {
    this.end();
  }
  attributeChangedCallback(_: string, before: string | null) {
    if (before !== null && this.shown) startTransition(() => this.render());
  }

  /** A newer release, or a second attempt: shows the block as these files have it. */
  async show(loads: Loads): Promise<void> {
    this.wanted = loads;
    const block = await loadBlock(this.block, loads);
    if (!this.isConnected || this.wanted !== loads) return;
    clearTimeout(this.retry);
    this.shown = { block, loads };
    if (this.root) startTransition(() => this.render());
    else this.mount();
    delete this.dataset.static;
  }

  /** The live release has no such block: there is no place for it either. */
  showNothing() {
    this.end();
    this.dataset.gap = 'absent';
  }

  /** Tries again; the others of its vertical move with it. */
  private async heal() {
    clearTimeout(this.retry);
    if (this.shown || !this.isConnected) return;
    await page.showLive(this.vertical);
    if (!this.shown && this.isConnected && this.dataset.gap !== 'absent') this.healLater();
  }

  private takeUp() {
    this.state = readState(this);
    const { loads, answered, positions } = this.state;
    if (this.dataset.gap === 'absent') return;
    if (!loads) return void this.heal();
    page.answers.prime(loads.version, answered, positions);
    this.show(loads).catch((error: unknown) => {
      if (!this.dataset.gap) this.dataset.static = '';
      this.healLater(error);
    });
  }

  private mount() {
    const { container } = this;
    container.dataset.root = '';
    const identifierPrefix = this.dataset.place ?? '';
    page.answers.forgetFailures();
    page.live.seenAt(this.state.positions);
    if (this.dataset.gap || !container.hasChildNodes()) {
      // What the gap says stays beside the new root until the block is there.
      container.before(...container.childNodes);
      this.root = createRoot(container, { identifierPrefix });
      this.render();
    } else {
      this.root = hydrateRoot(container, this.tree(), {
        identifierPrefix,
        onRecoverableError: (error) => console.warn(`${this.block} was rendered again:`, error),
      });
    }
  }

  private render() {
    this.root?.render(this.tree());
  }

  private tree() {
    const { block, loads } = this.shown!;
    if (this.runtime?.version !== loads.version)
      this.runtime = { version: loads.version, value: pageRuntime(this.vertical, loads.version, page) };
    const runtime = this.runtime.value;
    const props = JSON.parse(this.dataset.props ?? '{}') as object;
    const told = { onShown: () => this.markShown(), onFailing: () => this.keepPlace(), onFailure: (error: unknown) => this.fail(error) };
    return createElement(SlotTree, { block, props, runtime, ...told });
  }
  private runtime: { version: string; value: ReturnType<typeof pageRuntime> } | undefined;

  /** The gap that is to come will be as high as what is here now, so that nothing jumps. */
  private keepPlace() {
    if (this.offsetHeight > 0) this.style.setProperty('--reserve', `${this.offsetHeight}px`);
  }

  private markShown() {
    this.steady ??= setTimeout(() => (this.wait = RETRY.first), STEADY);
    this.style.removeProperty('--reserve');
    this.gapNotice?.remove();
    delete this.dataset.gap;
    this.dataset.ready = this.shown?.loads.version ?? '';
    this.dispatchEvent(new Event(SHOWN));
  }

  private fail(error: unknown) {
    this.end(() => !this.gapNotice && this.container.before(gapNotice()));
    this.dataset.gap = 'failed';
    this.healLater(error);
  }

  /** Nothing is shown any more, nor on its way. */
  private end(then?: () => void) {
    clearTimeout(this.retry);
    clearTimeout(this.steady);
    const { root } = this;
    this.root = this.shown = this.wanted = this.steady = undefined;
    delete this.dataset.ready;
    // React may be in the middle of its work.
    queueMicrotask(() => {
      root?.unmount();
      then?.();
    });
  }

  private healLater(error?: unknown) {
    if (error) console.warn(`${this.block} is away:`, error);
    clearTimeout(this.retry);
    this.retry = setTimeout(() => void this.heal(), this.wait * (0.75 + Math.random() / 2));
    this.wait = Math.min(RETRY.longest, this.wait * 2);
  }
}

function gapNotice(): HTMLElement {
  const gap = Object.assign(document.createElement('div'), { className: 'gap' });
  gap.setAttribute('role', 'status');
  gap.append(Object.assign(document.createElement('p'), { textContent: AWAY }));
  return gap;
}

const stateOf = (slot: Element) => slot.querySelector(':scope > script[data-state]');

export function readState(slot: Element): SlotState {
  const text = stateOf(slot)?.textContent;
  return text ? (JSON.parse(text) as SlotState) : { answered: [], positions: {} };
}

/** Runs when the parser has seen all of the slot: its state is its last child. */
function whenParsed(slot: Element, then: () => void) {
  if (stateOf(slot) || document.readyState !== 'loading') return then();
  const observer = new MutationObserver(() => stateOf(slot) && end());
  const end = () => {
    observer.disconnect();
    document.removeEventListener('DOMContentLoaded', end);
    then();
  };
  observer.observe(slot, { childList: true });
  document.addEventListener('DOMContentLoaded', end);
}

export function defineSlots(parts: PageParts) {
  page = parts;
  customElements.define('jogakbo-slot', SlotElement);
}
