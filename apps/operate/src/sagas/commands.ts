import { type Announcement, platformMessages, ProcessList, ProcessOutcome } from '@jogakbo/protocol';
import { carryOutAsOperator, tellEach } from './operator/carry-out.ts';
import type { Operator } from './operator/operator.ts';
import { oneOf, type Running } from './operator/running.ts';
import { Problem } from './problem.ts';
import { consoleProgress } from './progress.ts';
import { sagasOrder, type SagasOrder } from './sagas/order.ts';
import { outcomeLine, processLines } from './sagas/wording.ts';

const progress = consoleProgress();
const DEADLINE = 10_000;

/** Carries out one order; answers whether all is well. */
async function carryOut(order: SagasOrder, operator: Operator): Promise<boolean> {
  const running = await operator.running();
  if (order.verb === 'list') return list(order, conducting(running, order.vertical), operator);
  const [vertical] = conducting(running, order.of.vertical);
  const { name, key } = order.of;
  const asked =
    order.verb === 'retry'
      ? operator.ask(vertical!, platformMessages.retry, { name, key }, DEADLINE)
      : operator.ask(vertical!, platformMessages.compensate, { name, key, reason: order.reason }, DEADLINE);
  progress.line(outcomeLine(ProcessOutcome.parse(await asked)));
  return true;
}

function list({ isStuck }: { isStuck: boolean }, verticals: readonly Announcement[], operator: Operator): Promise<boolean> {
  const tell = async (vertical: Announcement) => {
    const processes = ProcessList.parse(await operator.ask(vertical, platformMessages.processes, { isStuck }, DEADLINE));
    return { lines: processLines(vertical.vertical, processes), count: processes.total };
  };
  return tellEach(verticals, tell, { progress, nothing: isStuck ? 'no saga is stuck' : 'no saga or gathering is under way' });
}

/** The verticals that conduct or gather something, or the one of this name. */
function conducting(running: Running, vertical: string | undefined): Announcement[] {
  if (vertical !== undefined) return [conductor(oneOf(running, vertical))];
  return [...running.values()]
    .filter(({ description }) => description.conducts)
    .sort((one, other) => one.vertical.localeCompare(other.vertical));
}

function conductor(vertical: Announcement): Announcement {
  if (vertical.description.conducts) return vertical;
  throw new Problem(`${vertical.vertical} conducts no saga and gathers nothing`, '`npm run sagas -- list` shows who does');
}

await carryOutAsOperator(sagasOrder, carryOut);
