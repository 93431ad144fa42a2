import { parseArgs } from 'node:util';
import { LogMoment } from '@jogakbo/protocol';
import { Problem } from '../problem.ts';

/** Which row, of which view, of which vertical. */
export interface RowAddress {
  vertical: string;
  view: string;
  key: string;
}

/** What is to be done with views. */
export type ViewsOrder =
  | { verb: 'list'; vertical?: string | undefined }
  | { verb: 'rebuild'; vertical: string; view: string }
  | { verb: 'row'; of: RowAddress; asOf?: LogMoment | undefined }
  | { verb: 'diff'; of: RowAddress; from: LogMoment; to: LogMoment };

const USAGE = `npm run views -- list [--vertical <name>]
npm run views -- rebuild <vertical>/<projection>
npm run views -- row <vertical>/<projection>/<key> [--at <instant> | --position <n>]
npm run views -- diff <vertical>/<projection>/<key> --from <instant or position> --to <instant or position>`;

const options = {
  vertical: { type: 'string' },
  at: { type: 'string' },
  position: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
} as const;

/** Reads what was asked for on the command line, or throws a Problem that shows how to ask. */
export function viewsOrder(args: string[]): ViewsOrder {
  const { values, positionals } = parsed(args);
  const [verb, address, ...more] = positionals;
  if (more.length > 0) throw new Problem(`This is one too many: ${more[0]}`, USAGE);
  if (verb === 'list' && !address) return { verb, vertical: values.vertical };
  if (verb === 'rebuild') return { verb, ...viewOf(address) };
  if (verb === 'row') return { verb, of: rowOf(address), asOf: optionally(values) };
  if (verb === 'diff') return { verb, of: rowOf(address), from: momentOf(values.from, '--from'), to: momentOf(values.to, '--to') };
  throw new Problem(verb ? `Nobody knows what this asks for: ${positionals.join(' ')}` : 'Say what is to be done', USAGE);
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new Problem((error as Error).message, USAGE, { cause: error });
  }
}

function viewOf(address: string | undefined) {
  const [, vertical, view] = /^([^/]+)\/([^/]+)$/.exec(address ?? '') ?? [];
  if (vertical && view) return { vertical, view };
  throw new Problem(address ? `${address} is no address of a projection` : 'Say which projection', USAGE);
}

function rowOf(address: string | undefined): RowAddress {
  const [, vertical, view, key] = /^([^/]+)\/([^/]+)\/(.+)$/.exec(address ?? '') ?? [];
  if (vertical && view && key) return { vertical, view, key };
  throw new Problem(address ? `${address} is no address of a row` : 'Say which row', USAGE);
}

function optionally({ at, position }: { at?: string | undefined; position?: string | undefined }): LogMoment | undefined {
  if (at !== undefined && position !== undefined) throw new Problem('Both an instant and a position are given', 'give one of them');
  if (at !== undefined) return momentOf(at, '--at');
  return position === undefined ? undefined : momentOf(position, '--position');
}

function momentOf(said: string | undefined, option: string): LogMoment {
  const moment = LogMoment.safeParse(/^\d+$/.test(said ?? '') ? { position: Number(said) } : { at: said });
  if (moment.success) return moment.data;
  throw new Problem(
    said === undefined ? `${option} is missing` : `${option} ${said} is neither a position nor a UTC instant`,
    'give a position such as 7, or an instant such as 2026-11-22T10:00:00Z',
  );
}
