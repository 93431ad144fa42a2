import { Problem } from '@jogakbo/dev';
import { parseArgs } from 'node:util';
import { z } from 'zod';

/** Values by name, each with the schema of what the command line says; its description stands for the value in the usage. */
export type Fields = Readonly<Record<string, z.ZodType>>;
type Values<F extends Fields> = { [Name in keyof F]: z.output<F[Name]> };

/** What may stand behind the name of a command. */
export interface Syntax {
  /** In their order; none may be left out. */
  readonly positionals?: Fields;
  readonly options?: Fields;
  /** Options of which one may be given. */
  readonly exclusive?: readonly string[];
}

/** One command: its arguments, and what it does with them. `run` answers whether all is well. */
export interface Command<Context> extends Syntax {
  run(values: Values<Fields>, context: Context): Promise<boolean>;
}

/** The commands of one topic, by name. */
export type Commands<Context> = Readonly<Record<string, Command<Context>>>;

/** A command whose `run` knows the types of its arguments. */
export const command = <Context, P extends Fields = {}, O extends Fields = {}>(definition: {
  readonly positionals?: P;
  readonly options?: O;
  readonly exclusive?: readonly (keyof O & string)[];
  run(values: Values<P & O>, context: Context): Promise<boolean>;
}): Command<Context> => definition;

/** An option without a value. */
export const flag = z.boolean().default(false);

/** A text that is not empty. */
export const text = z.string().min(1, 'invalid empty value');

/** A value that may be left out. */
export const optional = <Schema extends z.ZodType>(schema: Schema) => schema.optional().describe(schema.description ?? '');

/** A position in a log. */
export const position = z
  .string()
  .regex(/^\d{1,15}$/, 'invalid position')
  .transform(Number)
  .describe('<n>');

/** `address('vertical', 'view')` reads `explore/store`; only what is called `key` may itself contain a slash. */
export function address<const Names extends readonly string[]>(...names: Names) {
  const parts = names.map((name) => `(?<${name}>${name === 'key' ? '.+' : '[^/]+'})`);
  const pattern = new RegExp(`^${parts.join('/')}$`);
  return z
    .string()
    .regex(pattern, 'invalid address')
    .transform((said) => pattern.exec(said)!.groups as Record<Names[number], string>)
    .describe(names.map((name) => `<${name}>`).join('/'));
}

/** An instant, or a place that is counted, such as a version: `2026-11-22T10:00:00Z`, `7`. */
export const instantOr = <T>(counted: string, schema: z.ZodType<T>) =>
  z
    .string()
    .transform((said, context): T => {
      const { success, data } = schema.safeParse(/^\d+$/.test(said) ? { [counted]: Number(said) } : { at: said });
      if (success) return data;
      context.addIssue(`neither a ${counted} nor a UTC instant (such as 2026-11-22T10:00:00Z)`);
      return z.NEVER;
    })
    .describe(`<instant or ${counted}>`);

/** How a command is called; what may be left out stands in brackets. */
export function usageOf(name: string, { positionals = {}, options = {}, exclusive = [] }: Syntax): string {
  const option = (key: string) => (options[key] === flag ? `--${key}` : `--${key} ${options[key]!.description}`);
  const single = Object.keys(options).filter((key) => !exclusive.includes(key));
  return [
    name,
    ...Object.values(positionals).map((schema) => schema.description),
    ...single.map((key) => (options[key]!.safeParse(undefined).success ? `[${option(key)}]` : option(key))),
    ...(exclusive.length > 0 ? [`[${exclusive.map(option).join(' | ')}]`] : []),
  ].join(' ');
}

/** Finds the command that the command line names and reads its arguments, or throws a Problem that shows the usage. */
export function commandIn<Context>(topic: string, commands: Commands<Context>, [name, ...args]: readonly string[]) {
  const usages = Object.entries(commands).map(([each, syntax]) => `npm run ${topic} -- ${usageOf(each, syntax)}`);
  if (name === undefined) throw new Problem('No command given', usages.join('\n'));
  const chosen = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!chosen) throw new Problem(`Unknown command: ${name}`, usages.join('\n'));
  const values = parse(chosen, args, `npm run ${topic} -- ${usageOf(name, chosen)}`);
  return { name, values, run: (context: Context) => chosen.run(values, context) };
}

/** Reads the arguments of one command, or throws a Problem that shows its usage. */
export function parse(syntax: Syntax, args: readonly string[], usage: string): Values<Fields> {
  const { positionals = {}, options = {}, exclusive = [] } = syntax;
  const said = split(args, options, usage);
  const names = Object.keys(positionals);
  const [surplus] = said.positionals.slice(names.length);
  if (surplus !== undefined) throw new Problem(`Unexpected argument: ${surplus}`, usage);
  const given = exclusive.filter((key) => said.values[key] !== undefined).map((key) => `--${key}`);
  if (given.length > 1) throw new Problem(`${given.join(' and ')} exclude each other`, usage);
  const texts = { ...said.values, ...Object.fromEntries(names.map((name, index) => [name, said.positionals[index]])) };
  const { data, error } = z.object({ ...positionals, ...options }).safeParse(texts);
  if (error) throw new Problem(mistakeIn(error, syntax, texts), usage);
  return data;
}

/** What is missing, or the first value that is invalid. */
function mistakeIn({ issues }: z.ZodError, { positionals = {} }: Syntax, texts: Readonly<Record<string, unknown>>): string {
  const failed = issues.map(({ path, message }) => ({ name: String(path[0]), message }));
  const missing = failed.filter(({ name }) => texts[name] === undefined).map(({ name }) => positionals[name]?.description ?? `--${name}`);
  if (missing.length > 0) return `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} missing`;
  const [{ name, message } = { name: '', message: '' }] = failed;
  return `${message}: ${String(texts[name])}`;
}

function split(
  args: readonly string[],
  options: Fields,
  usage: string,
): { positionals: string[]; values: Readonly<Record<string, unknown>> } {
  const types = Object.entries(options).map(([key, schema]) => [key, { type: schema === flag ? 'boolean' : 'string' } as const]);
  try {
    return parseArgs({ args: withNegativeNumbers(args), options: Object.fromEntries(types), allowPositionals: true });
  } catch (error) {
    // Node adds advice that the usage makes needless.
    throw new Problem((error as Error).message.split(/\.\s/)[0]!, usage, { cause: error });
  }
}

/** A number below zero is a value, not an option. */
const withNegativeNumbers = (args: readonly string[]): string[] =>
  args.reduce<string[]>(
    (read, arg) =>
      /^-\d/.test(arg) && /^--[^=]+$/.test(read.at(-1) ?? '') ? [...read.slice(0, -1), `${read.at(-1)}=${arg}`] : [...read, arg],
    [],
  );
