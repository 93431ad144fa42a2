import { type Announcement, Letter, Letters, platformMessages, Redelivered, REDELIVERY_DEADLINE } from '@jogakbo/protocol';
import { command, type Commands, optional, position, text } from '../args.ts';
import { ANSWER_TIMEOUT_MS, type Context } from '../operator/context.ts';
import type { Operator } from '../operator/operator.ts';
import { oneOf, whoseLogs } from '../operator/running.ts';
import { print, printEach } from '../output.ts';
import { discardedLines, failingReaderLines, letterListLines, redeliveredLines } from './lines.ts';

const vertical = text.describe('<vertical>');
const name = text.describe('<name>');
const key = text.describe('<key>');

/** `npm run dead-letters`: what has failed for good. */
export const deadLetterCommands: Commands<Context> = {
  list: command({
    options: { vertical: optional(name) },
    run: (asked, { operator, running }: Context) => list(operator, whoseLogs(running, asked.vertical)),
  }),
  redeliver: command({
    positionals: { vertical },
    options: { reader: optional(name), key: optional(key) },
    async run({ vertical, ...request }, { operator, running }: Context) {
      const answer = await operator.ask(oneOf(running, vertical), platformMessages.redeliver, request, REDELIVERY_DEADLINE);
      const redelivered = Redelivered.parse(answer);
      print(redeliveredLines(vertical, redelivered));
      return redelivered.failed.length === 0 && redelivered.isWhole;
    },
  }),
  discard: command({
    positionals: { vertical },
    options: { reader: name, position, stream: optional(name) },
    async run({ vertical, ...request }, { operator, running }: Context) {
      const answer = await operator.ask(oneOf(running, vertical), platformMessages.discard, request, ANSWER_TIMEOUT_MS);
      print(discardedLines(vertical, Letter.parse(answer)));
      return true;
    },
  }),
};

/** All is not well where a reader cannot go on. */
async function list(operator: Operator, verticals: readonly Announcement[]): Promise<boolean> {
  let isStanding = false;
  const tell = async (asked: Announcement) => {
    const letters = Letters.parse(await operator.ask(asked, platformMessages.letters, {}, ANSWER_TIMEOUT_MS));
    const lines = [...failingReaderLines(asked.vertical, letters), ...letterListLines(asked.vertical, letters)];
    if (letters.failing.length > 0) isStanding = true;
    return { lines, count: letters.keys + letters.failing.length };
  };
  return (await printEach(verticals, tell, 'no dead letters')) && !isStanding;
}
