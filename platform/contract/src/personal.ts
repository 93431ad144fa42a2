import { z } from 'zod';
import type { AnyDefinition } from './message.ts';

/** JSON Schema says it in the same word. */
const MARK = 'x-personal';

/**
 * Marks what is about a person: a name, an address, a date of birth.
 *
 * @remarks As a field of an event it is sealed in the log, with a key that its aggregate alone has. Only the projections of the vertical that
 * owns the event read it: in the state of deciders, for sagas, reactions and gatherings, for operators and for every other vertical it is `null`,
 * and so it is for everybody once it is forgotten. No query asks by it, and no command that is sent without waiting carries it.
 * @example
 * const Customer = z.object({ firstName: personal(z.string()), lastName: personal(z.string()) });
 * order.event('OrderPlaced', 'A customer has ordered.', { orderId: OrderId, customer: personal(Customer).nullable() });
 */
export const personal = <S extends z.ZodType>(schema: S): S => schema.meta({ [MARK]: true });

/** A bundle for browsers has no schemas, and so nothing that is marked. */
const isSchema = (value: unknown): value is z.ZodType => typeof value === 'object' && value instanceof z.ZodType;
const isMarked = (schema: z.ZodType): boolean => z.globalRegistry.get(schema)?.[MARK] === true;

/** Whether all of a value is personal, where there is one. */
export function isPersonal(schema: unknown): boolean {
  if (!isSchema(schema)) return false;
  if (isMarked(schema)) return true;
  return 'innerType' in schema.def ? isPersonal(schema.def.innerType) : false;
}

/** Whether there is anything personal in a value. */
export function hasPersonal(part: unknown, seen = new Set<unknown>()): boolean {
  if (typeof part !== 'object' || part === null || seen.has(part)) return false;
  seen.add(part);
  if (isSchema(part)) return isMarked(part) || hasPersonal(part.def, seen);
  return Object.values(part).some((each) => hasPersonal(each, seen));
}

/** What a message carries, as far as it matters here. */
type Carrying = Pick<AnyDefinition, 'schema'>;

const known = new WeakMap<Carrying, readonly string[]>();

/** The fields of a message that are personal. */
export function personalFields(message: Carrying): readonly string[] {
  const fields = known.get(message) ?? fieldsIn((message.schema as { readonly shape?: object }).shape ?? {});
  known.set(message, fields);
  return fields;
}
const fieldsIn = (shape: object) => Object.entries(shape).flatMap(([field, schema]) => (isPersonal(schema) ? [field] : []));

/** @throws Error for an event whose personal data could not be sealed, or not be forgotten. */
export function assertForgettable(type: string, by: string, shape: Record<string, unknown>): void {
  for (const [field, schema] of Object.entries(shape)) {
    if (!hasPersonal(schema)) continue;
    if (!isPersonal(schema))
      throw new Error(
        `${type}: something in ${field} is personal. Mark the whole field, so that it can be sealed: personal(…).nullable().`,
      );
    if (field === by)
      throw new Error(`${type}: ${by} is personal. What names an aggregate stands in subjects and headers, and in the clear.`);
    if (!(schema as z.ZodType).safeParse(null).success)
      throw new Error(`${type}: ${field} is personal, so it will be forgotten: personal(…).nullable().`);
  }
}

/** @throws Error for a message that would leave personal data where nothing seals it. */
export function assertNothingPersonal(what: string, shape: unknown): void {
  if (hasPersonal(shape)) throw new Error(`${what} carries personal data, which would stand there in the clear for good.`);
}

/** What stands in a log for personal data: nothing but its key opens it. */
export interface Sealed {
  readonly sealed: string;
}
export const isSealed = (value: unknown): value is Sealed =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 1 && typeof (value as Partial<Sealed>).sealed === 'string';

/** Data in which nothing is sealed any more: what was is `null`. */
export function withoutSealed<Data>(data: Data): Data {
  if (typeof data !== 'object' || data === null) return data;
  const fields = Object.entries(data).filter(([, value]) => isSealed(value));
  return fields.length === 0 ? data : { ...data, ...Object.fromEntries(fields.map(([field]) => [field, null])) };
}

/** The data of a message as everybody may know it: without what is personal. */
export function withoutPersonal<Data>(message: Carrying, data: Data): Data {
  const fields = personalFields(message);
  if (fields.length === 0 || typeof data !== 'object' || data === null) return data;
  return { ...data, ...Object.fromEntries(fields.filter((field) => field in data).map((field) => [field, null])) };
}
