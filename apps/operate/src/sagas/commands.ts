import { type Announcement, platformMessages, ProcessList, ProcessOutcome } from '@jogakbo/protocol';
import { Problem } from '@jogakbo/dev';
import { address, command, type Commands, flag, optional, text } from '../args.ts';
import { ANSWER_TIMEOUT_MS, type Context } from '../operator/context.ts';
import { oneOf, type Running } from '../operator/running.ts';
import { print, printEach } from '../output.ts';
import { outcomeLine, processLines } from './lines.ts';

/** One saga; `saga-` may be left out of its name. A gathering waits for others, and asks for nothing. */
const saga = address('vertical', 'saga', 'key')
  .refine((said) => !said.saga.startsWith('gathering-'), 'a gathering can be neither retried nor compensated')
  .transform(({ vertical, saga: name, key }) => ({ vertical, of: { name: name.startsWith('saga-') ? name : `saga-${name}`, key } }))
  .describe('<vertical>/<saga>/<key>');

/** `npm run sagas`: the processes over several verticals. */
export const sagaCommands: Commands<Context> = {
  list: command({
    options: { vertical: optional(text.describe('<name>')), stuck: flag },
    run: ({ vertical, stuck }, context: Context) => list(conducting(context.running, vertical), stuck, context),
  }),
  retry: command({
    positionals: { saga },
    run: ({ saga: { vertical, of } }, context: Context) => help(vertical, platformMessages.retry, of, context),
  }),
  compensate: command({
    positionals: { saga },
    // Its customer may be told.
    options: { reason: text.describe('<sentence>') },
    run: ({ saga: { vertical, of }, reason }, context: Context) => help(vertical, platformMessages.compensate, { ...of, reason }, context),
  }),
};

async function help(vertical: string, message: string, request: object, { operator, running }: Context): Promise<boolean> {
  const answer = await operator.ask(conductor(oneOf(running, vertical)), message, request, ANSWER_TIMEOUT_MS);
  print([outcomeLine(ProcessOutcome.parse(answer))]);
  return true;
}

function list(verticals: readonly Announcement[], isStuck: boolean, { operator }: Context): Promise<boolean> {
  const tell = async (vertical: Announcement) => {
    const processes = ProcessList.parse(await operator.ask(vertical, platformMessages.processes, { isStuck }, ANSWER_TIMEOUT_MS));
    return { lines: processLines(vertical.vertical, processes), count: processes.total };
  };
  return printEach(verticals, tell, isStuck ? 'no saga is stuck' : 'no saga or gathering is under way');
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
