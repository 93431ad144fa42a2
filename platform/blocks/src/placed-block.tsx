import { Suspense, type ReactNode } from 'react';
import type { Block } from './block.ts';
import { RuntimeContext, type BlockRuntime } from './runtime.ts';

type Whole = (given: { readonly props: object }) => ReactNode;
const components = new WeakMap<Block, Whole>();

/** The one component of a block. It takes the props as they are, in one piece: React would keep a prop called `key` to itself. */
function componentOf(block: Block): Whole {
  const component = components.get(block) ?? (({ props }) => block.render(props as never));
  components.set(block, component);
  return component;
}

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
  const Render = componentOf(block);
  return (
    <RuntimeContext value={runtime}>
      <Suspense fallback={null}>
        <Render props={props} />
        {children}
      </Suspense>
    </RuntimeContext>
  );
}
