import { type Announcement, platformMessages, ProjectedViews, RebuildAnswer } from '@jogakbo/contract';
import { Operator } from './log/operator.ts';
import { oneOf, whoseLogs } from './log/running.ts';
import { explain } from './problem.ts';
import { consoleProgress } from './progress.ts';
import { settingsHere } from './settings.ts';
import { stateIn } from './state.ts';
import { viewsOrder, type ViewsOrder } from './views/order.ts';
import { rebuildLines, viewLines } from './views/wording.ts';

const progress = consoleProgress();
const DEADLINE = 10_000;

/** Carries out one order; answers whether all is well. */
async function carryOut(order: ViewsOrder, operator: Operator): Promise<boolean> {
  const running = await operator.running();
  if (order.verb === 'list') return list(operator, whoseLogs(running, order.vertical));
  const answer = await operator.ask(oneOf(running, order.vertical), platformMessages.rebuild, { view: order.view }, DEADLINE);
  for (const line of rebuildLines(order.vertical, RebuildAnswer.parse(answer))) progress.line(line);
  return true;
}

async function list(operator: Operator, verticals: readonly Announcement[]): Promise<boolean> {
  let isWell = true;
  let listed = 0;
  for (const vertical of verticals) {
    try {
      const views = ProjectedViews.parse(await operator.ask(vertical, platformMessages.views, {}, DEADLINE));
      listed += views.views.length;
      for (const line of viewLines(vertical.vertical, views)) progress.line(line);
    } catch (error) {
      progress.wrong(explain(error));
      isWell = false;
    }
  }
  if (isWell && listed === 0) progress.line('no views');
  return isWell;
}

async function run(): Promise<boolean> {
  const order = viewsOrder(process.argv.slice(2));
  const operator = await Operator.connect(stateIn(settingsHere().state));
  try {
    return await carryOut(order, operator);
  } finally {
    await operator.close();
  }
}

try {
  process.exitCode = (await run()) ? 0 : 1;
} catch (error) {
  process.stderr.write(`\n${explain(error)}\n`);
  process.exitCode = 1;
}
