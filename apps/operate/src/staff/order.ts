import { parseArgs } from 'node:util';
import { Problem } from '../problem.ts';
import type { Act } from './acts.ts';
import { actLine } from './wording.ts';

/** What is to be done: which act, with what data. */
export interface StaffOrder {
  readonly act: Act;
  readonly data: Record<string, unknown>;
}

/** Reads what was asked for on the command line, or throws a Problem that shows how to ask; the shop itself checks the data. */
export function staffOrder([name = '', ...args]: string[], acts: readonly Act[]): StaffOrder {
  const act = actOf(name, acts);
  const usage = `npm run staff -- ${actLine(act)}`;
  const given = parsed(args, act, usage);
  const missing = [...act.fields].filter(([field, { isNeeded }]) => isNeeded && given[field] === undefined).map(([field]) => `--${field}`);
  if (missing.length > 0) throw new Problem(`${act.name} needs ${missing.join(' and ')}`, usage);
  const data = Object.entries(given).map(([field, text]) => [field, valueOf(field, text!, act, usage)]);
  return { act, data: Object.fromEntries(data) as Record<string, unknown> };
}

/** A message is found by its own name where no other vertical has one of that name. */
function actOf(name: string, acts: readonly Act[]): Act {
  const found = acts.filter((act) => act.name === name || act.name.endsWith(`/${name}`));
  if (found.length === 1) return found[0]!;
  if (found.length > 1) throw new Problem(`${name} can be done by several`, `say which: ${found.map((act) => act.name).join(' or ')}`);
  throw new Problem(`Staff can't do this: ${name}`, '`npm run staff` lists what they can');
}

function parsed(args: string[], { fields }: Act, usage: string): Record<string, string | undefined> {
  const options = Object.fromEntries([...fields.keys()].map((name) => [name, { type: 'string' as const }]));
  try {
    return parseArgs({ args: withNumbers(args), options }).values;
  } catch (error) {
    throw new Problem((error as Error).message.split('. ')[0]!, usage, { cause: error });
  }
}

/** A number below zero is a value, not an option. */
const withNumbers = (args: string[]): string[] =>
  args.reduce<string[]>(
    (read, arg) => (/^-\d/.test(arg) && read.length > 0 ? [...read.slice(0, -1), `${read.at(-1)}=${arg}`] : [...read, arg]),
    [],
  );

/** A text is meant as it stands; all else is written as JSON. */
function valueOf(field: string, text: string, { fields }: Act, usage: string): unknown {
  const type = fields.get(field)?.type;
  if (type === 'string') return text;
  try {
    return JSON.parse(text);
  } catch (error) {
    if (type === undefined) return text;
    throw new Problem(`--${field} is to be ${type === 'object' || type === 'array' ? 'JSON' : `of type ${type}`}: ${text}`, usage, {
      cause: error,
    });
  }
}
