import { useLayoutEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { PlacedBlock, type Block, type BlockRuntime } from '@jogakbo/blocks';
import { Answers } from '@jogakbo/shell/src/client/answers.ts';
import { startBoundariesToggle } from '@jogakbo/shell/src/client/boundaries.ts';
import { LiveEvents } from '@jogakbo/shell/src/client/live-events.ts';
import { pageRuntime } from '@jogakbo/shell/src/client/page-runtime.ts';
import { findPage, type FoundPage } from '@jogakbo/shell/src/pages/find-page.ts';
import type { PlacedBlock as Placed } from '@jogakbo/shell/src/pages/page.ts';

/** Nothing fills a slot inside a block here: what the shop shows there belongs to nobody yet, in the twin as in ours. */
class EmptySlot extends HTMLElement {
  connectedCallback() {
    if (this.dataset.place !== undefined) this.dataset.gap = 'absent';
  }
}

interface Twin {
  readonly blocks: ReadonlyMap<string, Block>;
  readonly runtimeOf: (block: string) => BlockRuntime;
}

function Place({ placed, found, twin }: { placed: Placed; found: FoundPage; twin: Twin }) {
  const [shown, setShown] = useState(false);
  const { slot, block: name, reserve } = placed;
  const block = twin.blocks.get(name)!;
  const place = {
    slot,
    'data-block': name,
    'data-reserve': reserve,
    ...(shown && { 'data-ready': 'twin' }),
    ...(slot === 'main' && { id: 'content', tabIndex: -1 }),
  };
  return (
    <jogakbo-slot {...place}>
      <div data-root="">
        <PlacedBlock block={block} props={found.propsOf(placed)} runtime={twin.runtimeOf(name)}>
          <Shown onShown={setShown} />
        </PlacedBlock>
      </div>
    </jogakbo-slot>
  );
}

function Shown({ onShown }: { onShown: (shown: boolean) => void }) {
  useLayoutEffect(() => onShown(true), [onShown]);
  return null;
}

function Shop({ found, twin }: { found: FoundPage; twin: Twin }) {
  const places = (...slots: Placed['slot'][]) =>
    found.page.blocks.filter(({ slot }) => slots.includes(slot)).map((placed) => <Place key={placed.slot} {...{ placed, found, twin }} />);
  return (
    <div className="frame">
      {places('header')}
      <main>{places('main', 'more')}</main>
      {places('footer')}
    </div>
  );
}

/** The monolith: all blocks in one bundle, which finds the page, renders it in the browser and asks for its data. */
export function startTwin(blocks: readonly Block[]) {
  const live = new LiveEvents();
  // There is but one release here: nobody has to be told when one is gone.
  const answers = new Answers(live, () => {});
  const root = createRoot(document.querySelector('jogakbo-page')!);
  const runtimes = new Map<string, BlockRuntime>();
  const runtimeOf = (block: string) => {
    const runtime = runtimes.get(block) ?? pageRuntime(block.split('/')[0]!, '', { answers, live, navigate });
    runtimes.set(block, runtime);
    return runtime;
  };
  const twin = { blocks: new Map(blocks.map((block) => [block.name, block])), runtimeOf };
  const show = () => root.render(<Shop found={findPage(new URL(location.href))} twin={twin} />);
  function navigate(url: string) {
    history.pushState(null, '', url);
    show();
  }
  addEventListener('popstate', show);
  addEventListener('click', (event) => {
    const link = event.composedPath().find((node): node is HTMLAnchorElement => node instanceof HTMLAnchorElement);
    if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || link.origin !== location.origin) return;
    event.preventDefault();
    navigate(link.href);
  });
  customElements.define('jogakbo-slot', EmptySlot);
  live.start();
  show();
  startBoundariesToggle();
}
