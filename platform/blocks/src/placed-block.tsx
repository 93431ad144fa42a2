import { Suspense, type ReactNode } from 'react';
import type { Block } from './block.ts';
import { RuntimeContext, type BlockRuntime } from './runtime.ts';

const numbers = new WeakMap<Block, number>();
let given = 0;

/** Tells blocks apart, and releases of one: another one starts anew. */
function numberOf(block: Block): number {
  const number = numbers.get(block) ?? (given += 1);
  numbers.set(block, number);
  return number;
}

/** Renders a block with its props as they are: handed over one by one, React would keep one called `key` to itself. */
const Rendered = ({ block, props }: { block: Block; props: object }) => block.render(props as never);

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
        <Rendered key={numberOf(block)} block={block} props={props} />
        {children}
      </Suspense>
    </RuntimeContext>
  );
}
