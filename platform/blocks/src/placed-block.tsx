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
  const Render = block.render;
  return (
    <RuntimeContext value={runtime}>
      <Suspense fallback={null}>
        <Render {...props} />
        {children}
      </Suspense>
    </RuntimeContext>
  );
}
