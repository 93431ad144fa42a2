import type { Announcement } from '@jogakbo/protocol';
import { explain } from '../problem.ts';
import type { Progress } from '../progress.ts';
import { settingsHere } from '../settings.ts';
import { stateIn } from '../state.ts';
import { Operator } from './operator.ts';

/** Reads an order from the command line and carries it out in the running shop; the process ends with 1 when not all is well. */
export async function carryOutAsOperator<Order>(
  orderOf: (args: string[]) => Order,
  carryOut: (order: Order, operator: Operator) => Promise<boolean>,
): Promise<void> {
  try {
    const order = orderOf(process.argv.slice(2));
    const operator = await Operator.connect(stateIn(settingsHere().state));
    try {
      process.exitCode = (await carryOut(order, operator)) ? 0 : 1;
    } finally {
      await operator.close();
    }
  } catch (error) {
    process.stderr.write(`\n${explain(error)}\n`);
    process.exitCode = 1;
  }
}

/** What each vertical has to tell: its lines for the console, and how many things they are about. */
export interface Told {
  readonly lines: readonly string[];
  readonly count: number;
}

/** Tells what all of these verticals say, or that there is nothing; one that cannot be asked silences no other. */
export async function tellEach(
  verticals: readonly Announcement[],
  tell: (vertical: Announcement) => Promise<Told>,
  { progress, nothing }: { readonly progress: Progress; readonly nothing: string },
): Promise<boolean> {
  let isWell = true;
  let count = 0;
  for (const vertical of verticals) {
    try {
      const told = await tell(vertical);
      count += told.count;
      for (const line of told.lines) progress.line(line);
    } catch (error) {
      progress.wrong(explain(error));
      isWell = false;
    }
  }
  if (isWell && count === 0) progress.line(nothing);
  return isWell;
}
