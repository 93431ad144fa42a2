import {
  AggregateState,
  type Announcement,
  History,
  platformMessages,
  type StateRequest,
  Verification,
  VERIFICATION_DEADLINE,
} from '@jogakbo/protocol';
import { carryOutAsOperator } from './operator/carry-out.ts';
import type { Operator } from './operator/operator.ts';
import { logOrder, type LogOrder } from './log/order.ts';
import { oneOf, whoseLogs } from './operator/running.ts';
import { diffLines, historyLines, stateLines, verificationLines } from './log/wording.ts';
import { explain } from './problem.ts';
import { consoleProgress } from './progress.ts';

const progress = consoleProgress();
const DEADLINE = 10_000;
/** How often somebody who waits for a long walk is told that it goes on. */
const PATIENCE = 5000;

/** Carries out one order; answers whether all is well. */
async function carryOut(order: LogOrder, operator: Operator): Promise<boolean> {
  const running = await operator.running();
  if (order.verb === 'verify') return verifyAll(operator, whoseLogs(running, order.vertical));
  const asked = oneOf(running, order.of.vertical);
  for (const line of await answerTo(order, (message, data) => operator.ask(asked, message, data, DEADLINE))) progress.line(line);
  return true;
}

async function answerTo(order: Exclude<LogOrder, { verb: 'verify' }>, ask: (message: string, data: unknown) => Promise<unknown>) {
  const { aggregate, key } = order.of;
  if (order.verb === 'history') return historyLines(History.parse(await ask(platformMessages.history, { aggregate, key })));
  const points = order.verb === 'state' ? { asOf: order.asOf } : { asOf: order.to, since: order.from };
  const state = AggregateState.parse(await ask(platformMessages.state, { aggregate, key, ...points } satisfies StateRequest));
  return order.verb === 'state' ? stateLines(state) : diffLines(state);
}

async function verifyAll(operator: Operator, verticals: readonly Announcement[]): Promise<boolean> {
  let isWell = true;
  for (const vertical of verticals) {
    const isWhole = await progress
      .step(`${vertical.vertical}: log read`, (note) => verified(operator, vertical, note))
      .then(told)
      .catch((error: unknown) => (progress.wrong(explain(error)), false));
    isWell &&= isWhole;
  }
  return isWell;
}

async function verified(operator: Operator, vertical: Announcement, note: (detail: string) => void): Promise<Verification> {
  const begun = performance.now();
  const waiting = setInterval(() => note(`${Math.round((performance.now() - begun) / 1000)} s so far`), PATIENCE);
  try {
    return Verification.parse(await operator.ask(vertical, platformMessages.verification, {}, VERIFICATION_DEADLINE));
  } finally {
    clearInterval(waiting);
  }
}

function told(verification: Verification): boolean {
  const [first = '', ...more] = verificationLines(verification);
  const isWhole = verification.total === 0;
  if (isWhole) progress.line(`  ${first}`);
  else progress.wrong(first);
  for (const line of more) progress.line(line);
  return isWhole;
}

await carryOutAsOperator(logOrder, carryOut);
