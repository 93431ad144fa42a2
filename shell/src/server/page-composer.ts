import { Injectable } from '@nestjs/common';
import type { PagePart, PageRequest, PartsHead, PartsSlot } from '@jogakbo/protocol';
import { addressOf, findPage, type FoundPage } from '../pages/find-page.ts';
import type { PlacedBlock } from '../pages/page.ts';
import type { Composition } from './composition.ts';
import { closeDocument, openDocument, ShellAssets, type DocumentHead } from './document.ts';
import { DocumentLinks } from './links.ts';
import type { Placement } from './slot-html.ts';
import { SlotRenderer, type PageView, type RenderedSlot } from './slot-renderer.ts';

/** Milliseconds that blocks have to render; then the page streams on without them. */
const RENDER_BUDGET = 300;

interface Filling {
  readonly placed: PlacedBlock;
  readonly slot: Promise<RenderedSlot>;
}

/** Composes pages from blocks: asks all verticals at once, and streams each block as it comes, in any order. */
@Injectable()
export class PageComposer {
  constructor(
    private readonly slots: SlotRenderer,
    private readonly assets: ShellAssets,
  ) {}

  /** @param isStaff Whether the page is for somebody who is signed in as staff, and is told so. */
  async *compose({ url, as, cookie }: PageRequest, isStaff = false): AsyncGenerator<PagePart> {
    const address = addressOf(url);
    if (address?.pathname === '/composition') return yield* this.composition(address);
    const found = findPage(address);
    const composition = this.slots.compose();
    const links = as === 'document' ? linksTo(found, composition) : undefined;
    const fillings = this.fill(found, { composition, cookie, until: performance.now() + RENDER_BUDGET, links: links?.ofNested });
    const lead = await fillings.find(({ placed }) => placed.slot === 'main')?.slot;
    const head = { title: found.page.title, description: found.page.description, status: found.found ? 200 : 404, ...lead?.head };
    const type = links ? 'text/html; charset=utf-8' : 'application/vnd.jogakbo.parts+json';
    // What blocks show may be one visitor's own: nobody keeps a page for another.
    yield { status: head.status, headers: { 'content-type': type, 'cache-control': 'no-store', vary: 'Accept' } };
    if (links) yield* this.document({ ...head, page: found.page, styles: links.styles, scripts: links.scripts, isStaff }, fillings);
    else yield* this.parts(found, head, fillings);
  }

  private fill({ page, propsOf }: FoundPage, view: PageView): Filling[] {
    return page.blocks.map((placed) => ({ placed, slot: this.slots.fill(placementOf(placed, propsOf(placed)), view) }));
  }

  private async *document(
    { isStaff, ...head }: DocumentHead & { readonly isStaff: boolean },
    fillings: Filling[],
  ): AsyncGenerator<PagePart> {
    yield { text: openDocument(this.assets, head) };
    for await (const { html } of asTheyCome(fillings)) yield { text: html };
    yield { text: closeDocument(isStaff) };
  }

  private async *parts(
    { page }: FoundPage,
    { title, description }: { title: string; description: string },
    fillings: Filling[],
  ): AsyncGenerator<PagePart> {
    const slots = page.blocks.map(({ slot }) => slot);
    yield { text: line({ page: page.name, team: page.team, title, description, slots } satisfies PartsHead) };
    for await (const { slot, html } of asTheyCome(fillings)) yield { text: line({ slot, html } satisfies PartsSlot) };
  }

  /** `/composition?blocks=a/b,c/d`: what an open page loads for these blocks' live releases. */
  private async *composition(address: URL): AsyncGenerator<PagePart> {
    const blocks = (address.searchParams.get('blocks') ?? '').split(',').filter(Boolean).slice(0, 100);
    yield { status: 200, headers: { 'content-type': 'application/json', 'cache-control': 'no-store' } };
    const live = this.slots.compose();
    yield { text: JSON.stringify(Object.fromEntries(blocks.map((block) => [block, live.loadsOf(block)]))) };
  }
}

/** The document's links to what its page names; blocks inside blocks add theirs where they stand. */
function linksTo({ page }: FoundPage, composition: Composition) {
  const loads = page.blocks.map(({ block }) => composition.loadsOf(block)).filter((known) => known != null);
  const ofNested = new DocumentLinks();
  return { styles: ofNested.styles(loads), scripts: ofNested.scripts(loads), ofNested };
}

const line = (value: unknown) => `${JSON.stringify(value)}\n`;

function placementOf({ slot, block, reserve }: PlacedBlock, props: Record<string, unknown>): Placement {
  const target: Record<string, string> = slot === 'main' ? { id: 'content', tabindex: '-1' } : {};
  return { block, props, place: `${slot}-`, attributes: { slot, ...target, 'data-reserve': reserve } };
}

async function* asTheyCome(fillings: Filling[]): AsyncGenerator<{ slot: string; html: string }> {
  const pending = new Map(fillings.map(({ placed, slot }) => [placed.slot, slot.then(({ html }) => ({ slot: placed.slot, html }))]));
  while (pending.size > 0) {
    const next = await Promise.race(pending.values());
    pending.delete(next.slot);
    yield next;
  }
}
