import { Inject } from '@nestjs/common';
import { parseOrProblem } from '@jogakbo/contract';
import { platformMessages, RebuildRequest, RowRequest, type PastRow, type ProjectedViews, type RebuildAnswer } from '@jogakbo/protocol';
import { PlatformHandler } from '@jogakbo/runtime';
import { PastRows } from './past-rows.ts';
import { Rebuilds } from '../../projections/rebuilds.ts';

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

/** Tells whoever operates the shop what a row is, or was. */
@PlatformHandler(platformMessages.row)
export class RowHandler {
  constructor(@Inject(PastRows) private readonly rows: PastRows) {}

  answer(request: unknown): Promise<PastRow> {
    return this.rows.row(parseOrProblem(RowRequest, request, 'row request'));
  }
}
