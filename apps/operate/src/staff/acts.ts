import { z } from 'zod';
import { type Fields, optional } from '../args.ts';

/** What of a JSON Schema says how a value is written on the command line. */
const Field = z.object({ type: z.string().optional() });
const Input = z.object({ properties: z.record(z.string(), Field).default({}), required: z.array(z.string()).default([]) });
const Json = z.object({ 'application/json': z.object({ schema: Input }) });

const Operation = z.object({
  operationId: z.string(),
  summary: z.string(),
  security: z.array(z.record(z.string(), z.unknown())).default([]),
  // What is posted from outside the shop is no JSON, and no act of staff.
  requestBody: z.object({ content: Json.partial() }).optional(),
  parameters: z.array(z.unknown()).default([]),
});
const Document = z.object({ paths: z.record(z.string(), z.record(z.string(), Operation)) });
const Data = z.object({ name: z.literal('data'), content: Json });

/** What staff can do in the running shop: a command or a query that needs their role. */
export interface Act {
  /** `<vertical>/<message>` */
  readonly name: string;
  readonly summary: string;
  readonly path: string;
  readonly method: string;
  readonly fields: Fields;
}

/** The acts of staff in an API's description. */
export function actsIn(document: unknown): Act[] {
  const { paths } = Document.parse(document);
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  );
  return operations
    .filter(({ operation }) => operation.security.some((schemes) => 'staff' in schemes))
    .map(({ path, method, operation }) => ({
      ...{ name: operation.operationId.replace('.', '/'), summary: operation.summary, path, method: method.toUpperCase() },
      fields: fieldsOf(operation),
    }))
    .toSorted((one, other) => one.name.localeCompare(other.name));
}

function fieldsOf({ requestBody, parameters }: z.infer<typeof Operation>): Act['fields'] {
  const content = requestBody?.content ?? parameters.map((each) => Data.safeParse(each).data).find(Boolean)?.content;
  const { properties = {}, required = [] } = content?.['application/json']?.schema ?? {};
  const fields = Object.entries(properties).map(([name, { type }]) => {
    const value = type === 'string' ? z.string() : json(name, type);
    const shown = value.describe(`<${type ?? 'value'}>`);
    return [name, required.includes(name) ? shown : optional(shown)] as const;
  });
  return Object.fromEntries(fields);
}

/** What is no text is written as JSON; where nothing says what it is, it may be either. */
const json = (name: string, type: string | undefined) =>
  z.string().transform((said, context): unknown => {
    try {
      return JSON.parse(said);
    } catch {
      if (type === undefined) return said;
      context.addIssue(`invalid ${name}`);
      return z.NEVER;
    }
  });
