import { parseArgs } from 'node:util';
import type { DiscardRequest, RedeliveryRequest } from '@jogakbo/protocol';
import { Problem } from '../problem.ts';

/** What is to be done with dead letters. */
export type LettersOrder =
  | { verb: 'list'; vertical?: string | undefined }
  | { verb: 'redeliver'; vertical: string; what: RedeliveryRequest }
  | { verb: 'discard'; vertical: string; what: DiscardRequest };

const USAGE = `npm run letters -- list [--vertical <name>]
npm run letters -- redeliver <vertical> [--reader <name>] [--key <key>]
npm run letters -- discard <vertical> --reader <name> --position <n> [--stream <name>]`;

const options = {
  vertical: { type: 'string' },
  reader: { type: 'string' },
  key: { type: 'string' },
  position: { type: 'string' },
  stream: { type: 'string' },
} as const;

/** Reads what was asked for on the command line, or throws a Problem that shows how to ask. */
export function lettersOrder(args: string[]): LettersOrder {
  const { values, positionals } = parsed(args);
  const [verb, vertical, ...more] = positionals;
  if (more.length > 0) throw new Problem(`This is one too many: ${more[0]}`, USAGE);
  if (verb === 'list' && !vertical) return { verb, vertical: values.vertical };
  if (verb !== 'redeliver' && verb !== 'discard')
    throw new Problem(verb ? `Nobody knows what this asks for: ${positionals.join(' ')}` : 'Say what is to be done', USAGE);
  if (!vertical) throw new Problem('Say of which vertical', USAGE);
  const { reader, key, stream } = values;
  if (verb === 'redeliver') return { verb, vertical, what: { reader, key } };
  if (reader === undefined) throw new Problem('--reader is missing', USAGE);
  return { verb, vertical, what: { reader, position: positionOf(values.position), stream } };
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new Problem((error as Error).message, USAGE, { cause: error });
  }
}

function positionOf(said: string | undefined): number {
  if (said === undefined) throw new Problem('--position is missing', USAGE);
  if (/^\d{1,15}$/.test(said)) return Number(said);
  throw new Problem(`--position ${said} is no position`, 'give a number, as `npm run letters -- list` shows it');
}
