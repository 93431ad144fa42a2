import { Suspense, type ReactNode } from 'react';
import type { Block } from './block.ts';
import { RuntimeContext, type BlockRuntime } from './runtime.ts';

/** A block as it stands in a slot: the same tree on the server and in the browser, so that hydration finds what it expects. */
export function PlacedBlock({
  block,
  props,
  runtime,
  children,
}: {
  block: Block;
  props: object;
  runtime: BlockRuntime;
  children?: ReactNode;
}) {
  return (
    <RuntimeContext value={runtime}>
      <Suspense fallback={null}>
        <Rendered key={block.name} block={block} props={props} />
        {children}
      </Suspense>
    </RuntimeContext>
  );
}

/** All props are the block's own: of those that are given to a component, React keeps one called `key` for itself. */
const Rendered = ({ block, props }: { block: Block; props: object }) => block.render(props as never);
