import { Injectable } from '@nestjs/common';
import { bulkhead, BrokenCircuitError, circuitBreaker, ConsecutiveBreaker, handleWhen, wrap, type IPolicy } from 'cockatiel';
import {
  platformMessages,
  ProblemError,
  RenderedBlock,
  subjects,
  type Gap,
  type Head,
  type Loads,
  type Release,
  type SlotState,
} from '@jogakbo/contract';
import { Registry, Requests } from '@jogakbo/service';
import { escapeHtml, jsonScript } from './html.ts';

/** A block to be put in a place: what an element `<jogakbo-slot>` says. */
export interface Placement {
  readonly block: string;
  readonly props: Record<string, unknown>;
  readonly place: string;
  /** Further attributes of the element, e.g. `slot` and `data-reserve`. */
  readonly attributes: Record<string, string>;
}

export interface RenderedSlot {
  readonly html: string;
  readonly head: Head;
  readonly gap?: Gap;
}

/** One view of a page: what it is pinned to, and the `performance.now()` until which its blocks may render. */
export interface PageView {
  readonly composition: Composition;
  readonly until: number;
}

/** The versions that one page view is pinned to: of each vertical the release that was live when it was first needed. */
export class Composition {
  private readonly pinned = new Map<string, Release | undefined>();
  constructor(private readonly registry: Registry) {}

  release(vertical: string): Release | undefined {
    if (!this.pinned.has(vertical)) this.pinned.set(vertical, this.registry.live(vertical));
    return this.pinned.get(vertical);
  }
  /** What a page must load for a block; `null` when there is no such block, `undefined` while its vertical is away. */
  loadsOf(block: string): Loads | null | undefined {
    const vertical = verticalOf(block);
    if (!this.registry.isKnown(vertical)) return null;
    const release = this.release(vertical);
    return release && (loadsFrom(release, block) ?? null);
  }
}

const MAX_DEPTH = 3;
const nested = /<jogakbo-slot((?: [\w-]+="[^"]*")*)><\/jogakbo-slot>/g;

/** Fills slots with what their verticals render; whatever a vertical does, a slot is filled within the budget. */
@Injectable()
export class SlotRenderer {
  private readonly policies = new Map<string, IPolicy>();
  constructor(
    private readonly registry: Registry,
    private readonly requests: Requests,
  ) {
    // Whoever is back is asked at once: that it was away before is no reason to wait.
    registry.changes.subscribe(({ vertical, away }) => !away && this.policies.delete(vertical));
  }

  /** A composition of what is live now. */
  compose(): Composition {
    return new Composition(this.registry);
  }

  /** The element of a slot with its block in it, or with a gap; blocks inside blocks share what is left of the budget. */
  async fill(placement: Placement, view: PageView, depth = 0): Promise<RenderedSlot> {
    const { block } = placement;
    const loads = view.composition.loadsOf(block);
    if (loads === null) return gapAt(placement, 'absent');
    const release = view.composition.release(verticalOf(block));
    if (!release || !loads) return gapAt(placement, 'away');
    try {
      const rendered = await this.render(release, placement, view.until);
      const html = depth < MAX_DEPTH ? await this.fillNested(rendered.html, view, depth + 1) : rendered.html;
      const state: SlotState = { loads, answered: rendered.answered, positions: rendered.positions };
      return { html: slotElement(placement, state, html), head: rendered.head };
    } catch (error) {
      return gapAt(placement, gapFor(error), loads);
    }
  }

  private async render(release: Release, { block, props, place }: Placement, until: number): Promise<RenderedBlock> {
    const subject = subjects.request(release.vertical, release.version, platformMessages.render);
    const left = until - performance.now();
    const answer = await this.policyOf(release.vertical).execute(() => this.requests.ask(subject, { block, props, place }, left));
    return RenderedBlock.parse(answer);
  }

  private async fillNested(html: string, view: PageView, depth: number): Promise<string> {
    const found = [...html.matchAll(nested)];
    const filled = await Promise.all(found.map(([, attributes]) => this.fill(placementFrom(attributes!), view, depth)));
    let next = 0;
    return html.replace(nested, () => filled[next++]!.html);
  }

  /** A vertical that keeps failing is not asked for a second, and never by more than 100 pages at once. */
  private policyOf(vertical: string): IPolicy {
    const existing = this.policies.get(vertical);
    if (existing) return existing;
    const isOutage = (error: unknown) => error instanceof ProblemError && error.problem.status >= 503;
    const breaker = circuitBreaker(handleWhen(isOutage), { halfOpenAfter: 1000, breaker: new ConsecutiveBreaker(5) });
    const policy = wrap(bulkhead(100), breaker);
    this.policies.set(vertical, policy);
    return policy;
  }
}

const verticalOf = (block: string) => block.split('/')[0]!;

function loadsFrom({ vertical, version, web }: Release, block: string): Loads | undefined {
  const files = web?.blocks[block];
  if (!web || !files) return undefined;
  const loadable = (file: string) => ({ url: `/releases/${vertical}/${version}/${file}`, integrity: web.assets[file]!.integrity });
  return { version, container: web.container, expose: files.expose, entry: loadable(web.remoteEntry), styles: files.styles.map(loadable) };
}

function gapFor(error: unknown): Gap {
  if (error instanceof BrokenCircuitError) return 'away';
  if (error instanceof ProblemError && error.is('unavailable')) return 'away';
  return error instanceof ProblemError && error.is('deadline-exceeded') ? 'late' : 'failed';
}

const sentences: Record<Exclude<Gap, 'absent'>, string> = {
  away: 'This piece is away for a moment. It comes back by itself.',
  late: 'This piece takes a little longer. It comes by itself.',
  failed: 'This piece could not be shown. We are trying again.',
};

function gapAt(placement: Placement, gap: Gap, loads?: Loads): RenderedSlot {
  const state: SlotState = { ...(loads && { loads }), answered: [], positions: {} };
  const inside = gap === 'absent' ? '' : `<div class="gap" role="status"><p>${sentences[gap]}</p></div>`;
  const attributes = { ...placement.attributes, 'data-gap': gap };
  return { html: slotElement({ ...placement, attributes }, state, inside), head: {}, gap };
}

function slotElement({ block, props, place, attributes }: Placement, state: SlotState, html: string): string {
  const all = { ...attributes, 'data-block': block, 'data-props': JSON.stringify(props), 'data-place': place };
  const text = Object.entries(all)
    .map(([name, value]) => ` ${name}="${escapeHtml(value)}"`)
    .join('');
  return `<jogakbo-slot${text}><div data-root>${html}</div>${jsonScript(state, 'data-state')}</jogakbo-slot>`;
}

/** Reads the element that a block left for another: React wrote its attributes. */
function placementFrom(text: string): Placement {
  const attributes = Object.fromEntries(
    [...text.matchAll(/ ([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, unescapeAttribute(value!)]),
  );
  const { 'data-block': block = '', 'data-props': props = '{}', 'data-place': place = '', ...rest } = attributes;
  return { block, props: JSON.parse(props), place, attributes: { 'data-reserve': 'inline', ...rest } };
}

const entities: Record<string, string> = { '&quot;': '"', '&#x27;': "'", '&lt;': '<', '&gt;': '>', '&amp;': '&' };
const unescapeAttribute = (text: string) => text.replace(/&(?:quot|#x27|lt|gt|amp);/g, (entity) => entities[entity]!);
