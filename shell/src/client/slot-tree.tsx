import { Component, useLayoutEffect, type ReactNode } from 'react';
import { PlacedBlock, type Block, type BlockRuntime } from '@jogakbo/blocks';

interface Failing {
  /** Called while what fails is still to be seen. */
  readonly onFailing: () => void;
  /** Called when it is gone. */
  readonly onFailure: (error: unknown) => void;
}

/** Keeps a block's failure to itself, and tells its slot. */
class Boundary extends Component<Failing & { readonly children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError() {
    return { failed: true };
  }
  override componentDidCatch(error: unknown) {
    this.props.onFailure(error);
  }
  override render() {
    if (!this.state.failed) return this.props.children;
    this.props.onFailing();
    return null;
  }
}

/** Says when the block before it is really on the page. */
function Shown({ onShown }: { onShown: () => void }) {
  useLayoutEffect(onShown);
  return null;
}

interface SlotTreeProps extends Failing {
  readonly block: Block;
  readonly props: object;
  readonly runtime: BlockRuntime;
  readonly onShown: () => void;
}

/** What a slot renders: its block, told of when it is there and when it fails. */
export function SlotTree({ block, props, runtime, onShown, onFailing, onFailure }: SlotTreeProps) {
  return (
    <Boundary onFailing={onFailing} onFailure={onFailure}>
      <PlacedBlock block={block} props={props} runtime={runtime}>
        <Shown onShown={onShown} />
      </PlacedBlock>
    </Boundary>
  );
}
