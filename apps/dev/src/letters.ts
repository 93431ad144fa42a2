import { type Announcement, Letter, Letters, platformMessages, Redelivered, REDELIVERY_DEADLINE } from '@jogakbo/contract';
import { lettersOrder, type LettersOrder } from './letters/order.ts';
import { discardedLines, letterListLines, redeliveredLines } from './letters/wording.ts';
import { Operator } from './log/operator.ts';
import { oneOf, whoseLogs } from './log/running.ts';
import { explain } from './problem.ts';
import { consoleProgress } from './progress.ts';
import { settingsHere } from './settings.ts';
import { stateIn } from './state.ts';

const progress = consoleProgress();
const DEADLINE = 10_000;

/** Carries out one order; answers whether all is well. */
async function carryOut(order: LettersOrder, operator: Operator): Promise<boolean> {
  const running = await operator.running();
  if (order.verb === 'list') return list(operator, whoseLogs(running, order.vertical));
  const vertical = oneOf(running, order.vertical);
  if (order.verb === 'redeliver') return redeliver(operator, vertical, order.what);
  const discarded = Letter.parse(await operator.ask(vertical, platformMessages.discard, order.what, DEADLINE));
  for (const line of discardedLines(vertical.vertical, discarded)) progress.line(line);
  return true;
}

async function list(operator: Operator, verticals: readonly Announcement[]): Promise<boolean> {
  let isWell = true;
  let listed = 0;
  for (const vertical of verticals) {
    try {
      const letters = Letters.parse(await operator.ask(vertical, platformMessages.letters, {}, DEADLINE));
      listed += letters.keys;
      for (const line of letterListLines(vertical.vertical, letters)) progress.line(line);
    } catch (error) {
      progress.wrong(explain(error));
      isWell = false;
    }
  }
  if (isWell && listed === 0) progress.line('no dead letters');
  return isWell;
}

async function redeliver(operator: Operator, vertical: Announcement, what: object): Promise<boolean> {
  const answer = await operator.ask(vertical, platformMessages.redeliver, what, REDELIVERY_DEADLINE);
  const redelivered = Redelivered.parse(answer);
  for (const line of redeliveredLines(vertical.vertical, redelivered)) progress.line(line);
  return redelivered.failed.length === 0 && redelivered.isWhole;
}

async function run(): Promise<boolean> {
  const order = lettersOrder(process.argv.slice(2));
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
