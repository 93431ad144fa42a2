import type { Feature, FeatureParts } from '../../feature.ts';
import { PastRows } from './past-rows.ts';
import { RebuildHandler, RowHandler, ViewsHandler } from './views.handlers.ts';

/** Views as an operator meets them: listed, rebuilt, and each row as it was. */
export const viewOperations = (parts: FeatureParts): Feature => ({
  providers: [{ provide: PastRows, useValue: new PastRows(parts.definition.projections ?? [], parts) }],
  handlers: [ViewsHandler, RebuildHandler, RowHandler],
});
