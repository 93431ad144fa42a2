import { parseArgs } from 'node:util';
import { Problem } from '../problem.ts';

/** What is to be done with views. */
export type ViewsOrder = { verb: 'list'; vertical?: string | undefined } | { verb: 'rebuild'; vertical: string; view: string };

const USAGE = `npm run views -- list [--vertical <name>]
npm run views -- rebuild <vertical>/<projection>`;

/** Reads what was asked for on the command line, or throws a Problem that shows how to ask. */
export function viewsOrder(args: string[]): ViewsOrder {
  const { values, positionals } = parsed(args);
  const [verb, address, ...more] = positionals;
  if (more.length > 0) throw new Problem(`This is one too many: ${more[0]}`, USAGE);
  if (verb === 'list' && !address) return { verb, vertical: values.vertical };
  if (verb !== 'rebuild')
    throw new Problem(verb ? `Nobody knows what this asks for: ${positionals.join(' ')}` : 'Say what is to be done', USAGE);
  const [, vertical, view] = /^([^/]+)\/([^/]+)$/.exec(address ?? '') ?? [];
  if (!vertical || !view) throw new Problem(address ? `${address} is no address of a projection` : 'Say which projection', USAGE);
  return { verb, vertical, view };
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: { vertical: { type: 'string' } }, allowPositionals: true });
  } catch (error) {
    throw new Problem((error as Error).message, USAGE, { cause: error });
  }
}
