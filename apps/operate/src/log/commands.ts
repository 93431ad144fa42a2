import {
  AggregateState,
  type Announcement,
  AsOf,
  History,
  platformMessages,
  type StateRequest,
  Verification,
  VERIFICATION_DEADLINE,
} from '@jogakbo/protocol';
import { explain } from '@jogakbo/dev';
import { address, command, type Commands, instantOr, optional, text } from '../args.ts';
import { ANSWER_TIMEOUT_MS, type Context } from '../operator/context.ts';
import type { Operator } from '../operator/operator.ts';
import { oneOf, whoseLogs } from '../operator/running.ts';
import { print, progress } from '../output.ts';
import { diffLines, historyLines, stateLines, verificationLines } from './lines.ts';

/** How often whoever waits for a long verification is told that it goes on. */
const PROGRESS_INTERVAL_MS = 5000;

const aggregate = address('vertical', 'aggregate', 'key');
const point = instantOr('version', AsOf);

/** `npm run log`: what has happened, and whether it stands as it was written. */
export const logCommands: Commands<Context> = {
  verify: command({
    options: { vertical: optional(text.describe('<name>')) },
    run: ({ vertical }, { operator, running }: Context) => verifyAll(operator, whoseLogs(running, vertical)),
  }),
  history: command({
    positionals: { aggregate },
    async run({ aggregate: { vertical, ...of } }, { operator, running }: Context) {
      print(historyLines(History.parse(await operator.ask(oneOf(running, vertical), platformMessages.history, of, ANSWER_TIMEOUT_MS))));
      return true;
    },
  }),
  state: command({
    positionals: { aggregate },
    options: { at: optional(point.describe('<instant>')), version: optional(point.describe('<n>')) },
    exclusive: ['at', 'version'],
    async run({ aggregate: { vertical, ...of }, at, version }, context: Context) {
      print(stateLines(await stateOf(vertical, { ...of, asOf: at ?? version }, context)));
      return true;
    },
  }),
  diff: command({
    positionals: { aggregate },
    options: { from: point, to: point },
    async run({ aggregate: { vertical, ...of }, from, to }, context: Context) {
      print(diffLines(await stateOf(vertical, { ...of, asOf: to, since: from }, context)));
      return true;
    },
  }),
};

const stateOf = async (vertical: string, request: StateRequest, { operator, running }: Context) =>
  AggregateState.parse(await operator.ask(oneOf(running, vertical), platformMessages.state, request, ANSWER_TIMEOUT_MS));

async function verifyAll(operator: Operator, verticals: readonly Announcement[]): Promise<boolean> {
  let isWell = true;
  for (const vertical of verticals) {
    const isWhole = await progress
      .step(`${vertical.vertical}: log read`, (note) => verified(operator, vertical, note))
      .then(printVerification)
      .catch((error: unknown) => (progress.wrong(explain(error)), false));
    isWell &&= isWhole;
  }
  return isWell;
}

async function verified(operator: Operator, vertical: Announcement, note: (detail: string) => void): Promise<Verification> {
  const begun = performance.now();
  const waiting = setInterval(() => note(`${Math.round((performance.now() - begun) / 1000)} s so far`), PROGRESS_INTERVAL_MS);
  try {
    return Verification.parse(await operator.ask(vertical, platformMessages.verification, {}, VERIFICATION_DEADLINE));
  } finally {
    clearInterval(waiting);
  }
}

function printVerification(verification: Verification): boolean {
  const [first = '', ...more] = verificationLines(verification);
  const isWhole = verification.total === 0;
  if (isWhole) progress.line(`  ${first}`);
  else progress.wrong(first);
  print(more);
  return isWhole;
}
