import { parseArgs } from 'node:util';
import type { RetryRequest } from '@jogakbo/protocol';
import { Problem } from '../problem.ts';

/** Which saga, of which vertical. */
export interface SagaAddress extends RetryRequest {
  vertical: string;
}

/** What is to be done with sagas. */
export type SagasOrder =
  | { verb: 'list'; vertical?: string | undefined; isStuck: boolean }
  | { verb: 'retry'; of: SagaAddress }
  | { verb: 'compensate'; of: SagaAddress; reason: string };

const USAGE = `npm run sagas -- list [--vertical <name>] [--stuck]
npm run sagas -- retry <vertical>/<saga>/<key>
npm run sagas -- compensate <vertical>/<saga>/<key> --reason <sentence>`;

/** Reads what was asked for on the command line, or throws a Problem that shows how to ask. */
export function sagasOrder(args: string[]): SagasOrder {
  const { values, positionals } = parsed(args);
  const [verb, address, ...more] = positionals;
  if (more.length > 0) throw new Problem(`This is one too many: ${more[0]}`, USAGE);
  if (verb === 'list' && !address) return { verb, vertical: values.vertical, isStuck: values.stuck ?? false };
  if (verb === 'retry') return { verb, of: addressOf(address) };
  if (verb === 'compensate' && values.reason) return { verb, of: addressOf(address), reason: values.reason };
  if (verb === 'compensate') throw new Problem('Say why the saga is to fail: its customer may be told', USAGE);
  throw new Problem(verb ? `Nobody knows what this asks for: ${positionals.join(' ')}` : 'Say what is to be done', USAGE);
}

function parsed(args: string[]) {
  const options = { vertical: { type: 'string' }, stuck: { type: 'boolean' }, reason: { type: 'string' } } as const;
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new Problem((error as Error).message, USAGE, { cause: error });
  }
}

function addressOf(address: string | undefined): SagaAddress {
  const [, vertical, name, key] = /^([^/]+)\/([^/]+)\/(.+)$/.exec(address ?? '') ?? [];
  if (name?.startsWith('gathering-'))
    throw new Problem('A gathering asks for nothing, it waits for others: it is neither retried nor undone', 'npm run sagas -- list');
  if (vertical && name && key) return { vertical, name: name.startsWith('saga-') ? name : `saga-${name}`, key };
  throw new Problem(address ? `${address} is no address of a saga` : 'Say which saga', USAGE);
}
