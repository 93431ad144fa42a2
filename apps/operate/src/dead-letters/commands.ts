import { type Announcement, Letter, Letters, platformMessages, Redelivered, REDELIVERY_DEADLINE } from '@jogakbo/protocol';
import { lettersOrder, type LettersOrder } from './letters/order.ts';
import { discardedLines, failingReaderLines, letterListLines, redeliveredLines } from './letters/wording.ts';
import { carryOutAsOperator, tellEach } from './operator/carry-out.ts';
import type { Operator } from './operator/operator.ts';
import { oneOf, whoseLogs } from './operator/running.ts';
import { consoleProgress } from './progress.ts';

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

/** All is not well where a reader cannot go on. */
async function list(operator: Operator, verticals: readonly Announcement[]): Promise<boolean> {
  let isStanding = false;
  const tell = async (vertical: Announcement) => {
    const letters = Letters.parse(await operator.ask(vertical, platformMessages.letters, {}, DEADLINE));
    const lines = [...failingReaderLines(vertical.vertical, letters), ...letterListLines(vertical.vertical, letters)];
    if (letters.failing.length > 0) isStanding = true;
    return { lines, count: letters.keys + letters.failing.length };
  };
  return (await tellEach(verticals, tell, { progress, nothing: 'no dead letters' })) && !isStanding;
}

async function redeliver(operator: Operator, vertical: Announcement, what: object): Promise<boolean> {
  const answer = await operator.ask(vertical, platformMessages.redeliver, what, REDELIVERY_DEADLINE);
  const redelivered = Redelivered.parse(answer);
  for (const line of redeliveredLines(vertical.vertical, redelivered)) progress.line(line);
  return redelivered.failed.length === 0 && redelivered.isWhole;
}

await carryOutAsOperator(lettersOrder, carryOut);
