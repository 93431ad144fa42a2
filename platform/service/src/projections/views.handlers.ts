import { Inject } from '@nestjs/common';
import { parseOrProblem, platformMessages, RebuildRequest, type ProjectedViews, type RebuildAnswer } from '@jogakbo/contract';
import { PlatformHandler } from '../handlers.ts';
import { Rebuilds } from './rebuilds.ts';

/** Tells whoever operates the shop which views there are, and how far they have got. */
@PlatformHandler(platformMessages.views)
export class ViewsHandler {
  constructor(@Inject(Rebuilds) private readonly rebuilds: Rebuilds) {}

  answer(): Promise<ProjectedViews> {
    return this.rebuilds.list();
  }
}

/** Has a view folded anew, when whoever operates the shop says so. */
@PlatformHandler(platformMessages.rebuild)
export class RebuildHandler {
  constructor(@Inject(Rebuilds) private readonly rebuilds: Rebuilds) {}

  answer(request: unknown): Promise<RebuildAnswer> {
    return this.rebuilds.ask(parseOrProblem(RebuildRequest, request, 'rebuild request').view);
  }
}
