import {
  type Announcement,
  LogMoment,
  PastRow,
  platformMessages,
  ProjectedViews,
  RebuildAnswer,
  ROW_DEADLINE,
  type RowRequest,
} from '@jogakbo/protocol';
import { address, command, type Commands, instantOr, optional, text } from '../args.ts';
import { ANSWER_TIMEOUT_MS, type Context } from '../operator/context.ts';
import type { Operator } from '../operator/operator.ts';
import { oneOf, whoseLogs } from '../operator/running.ts';
import { print, printEach } from '../output.ts';
import { rebuildLines, rowChangesLines, rowLines, viewLines } from './lines.ts';

const row = address('vertical', 'projection', 'key');
const moment = instantOr('position', LogMoment);

/** `npm run views`: the tables that projections fill. */
export const viewCommands: Commands<Context> = {
  list: command({
    options: { vertical: optional(text.describe('<name>')) },
    run: ({ vertical }, { operator, running }: Context) => list(operator, whoseLogs(running, vertical)),
  }),
  rebuild: command({
    positionals: { view: address('vertical', 'projection') },
    async run({ view: { vertical, projection } }, { operator, running }: Context) {
      const answer = await operator.ask(oneOf(running, vertical), platformMessages.rebuild, { view: projection }, ANSWER_TIMEOUT_MS);
      print(rebuildLines(vertical, RebuildAnswer.parse(answer)));
      return true;
    },
  }),
  row: command({
    positionals: { row },
    options: { at: optional(moment.describe('<instant>')), position: optional(moment.describe('<n>')) },
    exclusive: ['at', 'position'],
    async run({ row: { vertical, projection, key }, at, position }, context: Context) {
      print(rowLines(vertical, await pastRow(vertical, { view: projection, key, asOf: at ?? position }, context)));
      return true;
    },
  }),
  diff: command({
    positionals: { row },
    options: { from: moment, to: moment },
    async run({ row: { vertical, projection, key }, from, to }, context: Context) {
      print(rowChangesLines(vertical, await pastRow(vertical, { view: projection, key, asOf: to, since: from }, context)));
      return true;
    },
  }),
};

const pastRow = async (vertical: string, request: RowRequest, { operator, running }: Context) =>
  PastRow.parse(await operator.ask(oneOf(running, vertical), platformMessages.row, request, ROW_DEADLINE));

function list(operator: Operator, verticals: readonly Announcement[]): Promise<boolean> {
  const tell = async (vertical: Announcement) => {
    const views = ProjectedViews.parse(await operator.ask(vertical, platformMessages.views, {}, ANSWER_TIMEOUT_MS));
    return { lines: viewLines(vertical.vertical, views), count: views.views.length };
  };
  return printEach(verticals, tell, 'no views');
}
