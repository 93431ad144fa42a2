import { parseArgs } from 'node:util';
import { AsOf, type HistoryRequest } from '@jogakbo/protocol';
import { Problem } from '../problem.ts';

/** Which aggregate, of which vertical. */
export interface Address extends HistoryRequest {
  vertical: string;
}

/** What is to be done with logs. */
export type LogOrder =
  | { verb: 'verify'; vertical?: string | undefined }
  | { verb: 'history'; of: Address }
  | { verb: 'state'; of: Address; asOf?: AsOf | undefined }
  | { verb: 'diff'; of: Address; from: AsOf; to: AsOf };

const USAGE = `npm run log -- verify [--vertical <name>]
npm run log -- history <vertical>/<aggregate>/<key>
npm run log -- state <vertical>/<aggregate>/<key> [--at <instant> | --version <n>]
npm run log -- diff <vertical>/<aggregate>/<key> --from <instant or version> --to <instant or version>`;

const options = {
  vertical: { type: 'string' },
  at: { type: 'string' },
  version: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
} as const;

/** Reads what was asked for on the command line, or throws a Problem that shows how to ask. */
export function logOrder(args: string[]): LogOrder {
  const { values, positionals } = parsed(args);
  const [verb, address, ...more] = positionals;
  if (more.length > 0) throw new Problem(`This is one too many: ${more[0]}`, USAGE);
  if (verb === 'verify' && !address) return { verb, vertical: values.vertical };
  if (verb === 'history') return { verb, of: addressOf(address) };
  if (verb === 'state') return { verb, of: addressOf(address), asOf: optionally(values) };
  if (verb === 'diff') return { verb, of: addressOf(address), from: pointOf(values.from, '--from'), to: pointOf(values.to, '--to') };
  throw new Problem(verb ? `Nobody knows what this asks for: ${positionals.join(' ')}` : 'Say what is to be done', USAGE);
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new Problem((error as Error).message, USAGE, { cause: error });
  }
}

function addressOf(address: string | undefined): Address {
  const [, vertical, aggregate, key] = /^([^/]+)\/([^/]+)\/(.+)$/.exec(address ?? '') ?? [];
  if (vertical && aggregate && key) return { vertical, aggregate, key };
  throw new Problem(address ? `${address} is no address of an aggregate` : 'Say which aggregate', USAGE);
}

function optionally({ at, version }: { at?: string | undefined; version?: string | undefined }): AsOf | undefined {
  if (at !== undefined && version !== undefined) throw new Problem('Both an instant and a version are given', 'give one of them');
  if (at !== undefined) return pointOf(at, '--at');
  return version === undefined ? undefined : pointOf(version, '--version');
}

function pointOf(said: string | undefined, option: string): AsOf {
  const point = AsOf.safeParse(/^\d+$/.test(said ?? '') ? { version: Number(said) } : { at: said });
  if (point.success) return point.data;
  throw new Problem(
    said === undefined ? `${option} is missing` : `${option} ${said} is neither a version nor a UTC instant`,
    'give a version such as 7, or an instant such as 2026-11-22T10:00:00Z',
  );
}
