import type { Gap, Loads, SlotState } from '@jogakbo/protocol';
import { escapeHtml, jsonScript } from './html.ts';

/** A block to be put in a place: what an element `<jogakbo-slot>` says. */
export interface Placement {
  readonly block: string;
  readonly props: Record<string, unknown>;
  readonly place: string;
  /** Further attributes of the element, e.g. `slot` and `data-reserve`. */
  readonly attributes: Record<string, string>;
}

/** What is in a slot: the block's HTML, the state it comes to life from, and links that must stand before it. */
interface Filled {
  readonly html: string;
  readonly state: SlotState;
  readonly links?: string;
}

/** The element of a slot with its block in it. */
export function slotElement({ block, props, place, attributes }: Placement, { html, state, links = '' }: Filled): string {
  const all = { ...attributes, 'data-block': block, 'data-props': JSON.stringify(props), 'data-place': place };
  const text = Object.entries(all)
    .map(([name, value]) => ` ${name}="${escapeHtml(value)}"`)
    .join('');
  return `<jogakbo-slot${text}>${links}<div data-root>${html}</div>${jsonScript(state, 'data-state')}</jogakbo-slot>`;
}

/** What a gap says, and what a script will do about it. */
const sentences: Record<Exclude<Gap, 'absent'>, readonly [what: string, promise: string]> = {
  away: ['This piece is unavailable right now.', 'It comes back by itself.'],
  late: ['This piece takes a little longer.', 'It comes by itself.'],
  failed: ['This piece could not be shown.', 'We are trying again.'],
};

/** Without JavaScript nothing comes by itself: the promise is not shown (gap.css), and a link stands in its place. */
function sentence(gap: Exclude<Gap, 'absent'>): string {
  const [what, promise] = sentences[gap];
  return `<p>${what} <span class="gap-promise">${promise}</span><noscript><a href="">Load the page again</a></noscript></p>`;
}

/** The element of a slot that has no block to show, and says why. */
export function gapElement(placement: Placement, gap: Gap, loads?: Loads): string {
  const state: SlotState = { ...(loads && { loads }), answered: [], positions: {} };
  const html = gap === 'absent' ? '' : `<div class="gap" role="status">${sentence(gap)}</div>`;
  const attributes = { ...placement.attributes, 'data-gap': gap };
  return slotElement({ ...placement, attributes }, { html, state });
}

const nested = /<jogakbo-slot((?: [\w-]+="[^"]*")*)><\/jogakbo-slot>/g;

/** Puts into the slots that a block left for others what `fill` makes of each. */
export async function fillNested(html: string, fill: (placement: Placement) => Promise<{ readonly html: string }>): Promise<string> {
  const found = [...html.matchAll(nested)];
  const filled = await Promise.all(found.map(([, attributes]) => fill(placementFrom(attributes!))));
  let next = 0;
  return html.replace(nested, () => filled[next++]!.html);
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
