import {
  type Announcement,
  PastRow,
  platformMessages,
  ProjectedViews,
  RebuildAnswer,
  ROW_DEADLINE,
  type RowRequest,
} from '@jogakbo/protocol';
import { carryOutAsOperator, tellEach } from './operator/carry-out.ts';
import type { Operator } from './operator/operator.ts';
import { oneOf, whoseLogs } from './operator/running.ts';
import { consoleProgress } from './progress.ts';
import { viewsOrder, type ViewsOrder } from './views/order.ts';
import { rebuildLines, rowChangesLines, rowLines, viewLines } from './views/wording.ts';

const progress = consoleProgress();
const DEADLINE = 10_000;

/** Carries out one order; answers whether all is well. */
async function carryOut(order: ViewsOrder, operator: Operator): Promise<boolean> {
  const running = await operator.running();
  if (order.verb === 'list') return list(operator, whoseLogs(running, order.vertical));
  if (order.verb === 'row' || order.verb === 'diff') return showRow(order, operator, oneOf(running, order.of.vertical));
  const answer = await operator.ask(oneOf(running, order.vertical), platformMessages.rebuild, { view: order.view }, DEADLINE);
  for (const line of rebuildLines(order.vertical, RebuildAnswer.parse(answer))) progress.line(line);
  return true;
}

async function showRow(order: Extract<ViewsOrder, { of: unknown }>, operator: Operator, vertical: Announcement): Promise<boolean> {
  const { view, key } = order.of;
  const moments = order.verb === 'row' ? { asOf: order.asOf } : { asOf: order.to, since: order.from };
  const asked = { view, key, ...moments } satisfies RowRequest;
  const past = PastRow.parse(await operator.ask(vertical, platformMessages.row, asked, ROW_DEADLINE));
  for (const line of (order.verb === 'row' ? rowLines : rowChangesLines)(order.of.vertical, past)) progress.line(line);
  return true;
}

function list(operator: Operator, verticals: readonly Announcement[]): Promise<boolean> {
  const tell = async (vertical: Announcement) => {
    const views = ProjectedViews.parse(await operator.ask(vertical, platformMessages.views, {}, DEADLINE));
    return { lines: viewLines(vertical.vertical, views), count: views.views.length };
  };
  return tellEach(verticals, tell, { progress, nothing: 'no views' });
}

await carryOutAsOperator(viewsOrder, carryOut);
