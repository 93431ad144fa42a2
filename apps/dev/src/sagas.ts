import { type Announcement, platformMessages, ProcessList, ProcessOutcome } from '@jogakbo/contract';
import { Operator } from './log/operator.ts';
import { oneOf, type Running } from './log/running.ts';
import { explain, Problem } from './problem.ts';
import { consoleProgress } from './progress.ts';
import { sagasOrder, type SagasOrder } from './sagas/order.ts';
import { outcomeLine, processLines } from './sagas/wording.ts';
import { settingsHere } from './settings.ts';
import { stateIn } from './state.ts';

const progress = consoleProgress();
const DEADLINE = 10_000;

/** Carries out one order. */
async function carryOut(order: SagasOrder, operator: Operator): Promise<void> {
  const running = await operator.running();
  if (order.verb === 'list') return list(order, conducting(running, order.vertical), operator);
  const [vertical] = conducting(running, order.of.vertical);
  const { name, key } = order.of;
  const asked =
    order.verb === 'retry'
      ? operator.ask(vertical!, platformMessages.retry, { name, key }, DEADLINE)
      : operator.ask(vertical!, platformMessages.compensate, { name, key, reason: order.reason }, DEADLINE);
  progress.line(outcomeLine(ProcessOutcome.parse(await asked)));
}

async function list({ isStuck }: { isStuck: boolean }, verticals: readonly Announcement[], operator: Operator): Promise<void> {
  let listed = 0;
  for (const vertical of verticals) {
    const processes = ProcessList.parse(await operator.ask(vertical, platformMessages.processes, { isStuck }, DEADLINE));
    listed += processes.total;
    for (const line of processLines(vertical.vertical, processes)) progress.line(line);
  }
  if (listed === 0) progress.line(isStuck ? 'no saga is stuck' : 'no saga or gathering is under way');
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

async function run(): Promise<void> {
  const order = sagasOrder(process.argv.slice(2));
  const operator = await Operator.connect(stateIn(settingsHere().state));
  try {
    await carryOut(order, operator);
  } finally {
    await operator.close();
  }
}

try {
  await run();
} catch (error) {
  process.stderr.write(`\n${explain(error)}\n`);
  process.exitCode = 1;
}
