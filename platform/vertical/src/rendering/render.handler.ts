import { Inject, Optional } from '@nestjs/common';
import { platformMessages, RenderRequest, type RenderedBlock } from '@jogakbo/protocol';
import { parseOrProblem, problem, ProblemError } from '@jogakbo/contract';
import { renderBlock, type Ask } from '@jogakbo/blocks/server';
import type { Block } from '@jogakbo/blocks';
import { PlatformHandler } from '@jogakbo/runtime';
import { Checkpoints } from '../projections/checkpoints.ts';
import { ASK, BLOCKS } from '../tokens.ts';

/** Renders one of the vertical's own blocks on request: front and back are one unit, nobody else runs its code. */
@PlatformHandler(platformMessages.render)
export class RenderHandler {
  private readonly blocks: ReadonlyMap<string, Block>;
  constructor(
    @Inject(BLOCKS) blocks: readonly Block[],
    @Inject(ASK) private readonly ask: Ask,
    @Optional() private readonly checkpoints?: Checkpoints,
  ) {
    this.blocks = new Map(blocks.map((block) => [block.name, block]));
  }

  async answer(request: unknown): Promise<RenderedBlock> {
    const checked = parseOrProblem(RenderRequest, request, 'render request');
    const block = this.blocks.get(checked.block);
    if (!block) throw new ProblemError(problem('not-found', `There is no block ${checked.block}`));
    const positions = (await this.checkpoints?.positions()) ?? {};
    return { ...(await renderBlock(block, checked, this.ask)), positions };
  }
}
