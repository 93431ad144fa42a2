import { Component, useLayoutEffect, type ReactNode } from 'react';
import { PlacedBlock, type Block, type BlockRuntime } from '@jogakbo/blocks';

interface BoundaryProps {
  readonly children: ReactNode;
  readonly onFailure: (error: unknown) => void;
}

/** Keeps a block's failure to itself, and tells its slot. */
class Boundary extends Component<BoundaryProps, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError() {
    return { failed: true };
  }
  override componentDidCatch(error: unknown) {
    this.props.onFailure(error);
  }
  override render() {
    return this.state.failed ? null : this.props.children;
  }
}

/** Says when the block before it is really on the page. */
function Shown({ onShown }: { onShown: () => void }) {
  useLayoutEffect(onShown);
  return null;
}

/** What a slot renders: its block, told of when it is there and when it fails. */
export function SlotTree(slot: { block: Block; props: object; runtime: BlockRuntime; onShown: () => void; onFailure: (error: unknown) => void }) {
  return (
    <Boundary onFailure={slot.onFailure}>
      <PlacedBlock block={slot.block} props={slot.props} runtime={slot.runtime}>
        <Shown onShown={slot.onShown} />
      </PlacedBlock>
    </Boundary>
  );
}
