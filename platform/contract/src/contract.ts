import { z } from 'zod';
import { milliseconds, type Duration } from './duration.ts';
import type {
  Access,
  CommandDefinition,
  CookieDefinition,
  EventDefinition,
  Form,
  Kind,
  QueryDefinition,
  Role,
  Told,
  Upcasts,
} from './message.ts';
import { assertHeard, assertOwn, assertReadable, assertTold, assertWebhook } from './definition-rules.ts';
import { assertForgettable, assertNothingPersonal } from './personal.ts';
import { answerSchema, dataSchema } from './text.ts';
import { Posted, type Webhook } from './webhook.ts';

type Shape = z.ZodRawShape;
type Infer<S extends Shape> = z.infer<z.ZodObject<S>>;

interface Versioned {
  readonly version?: number;
}
interface Happened extends Versioned {
  /** By former version: its data as the next version would have said it; one for each, from 1. */
  readonly upcasts?: Upcasts;
  /** Whether the personal data of its aggregate is forgotten with it. */
  readonly forgets?: boolean;
}
/** How a kind of aggregate is seen from outside the shop. */
interface Seen {
  /** Of what happens to it, only those are told who name its key. */
  readonly isPrivate?: boolean;
  /** By type of event, what is told of it; of others nobody outside hears. */
  readonly told?: Readonly<Record<string, Told>>;
}
interface Asked extends Versioned {
  readonly roles?: readonly Role[];
  /** Milliseconds; 2000 unless told. */
  readonly deadline?: number;
  readonly cookies?: readonly CookieDefinition[];
}

/** Makes commands from what is known elsewhere; data that doesn't fit fails where it is made. */
function sendable<C extends CommandDefinition>(command: C): C {
  const made = (data: unknown) => command(command.schema.parse(data));
  const sent = () => assertNothingPersonal(`${command.type}, sent without waiting,`, command.schema);
  const from = (dataOf: (source: any) => unknown) => {
    sent();
    return { command, isOne: true, commands: (source: unknown) => [made(dataOf(source))] };
  };
  const fromEach = (dataOf: (source: any) => readonly unknown[]) => {
    sent();
    return { command, commands: (source: unknown) => dataOf(source).map(made) };
  };
  return Object.assign(command, { from, fromEach });
}

const access = ({ roles = [], deadline = 2000, cookies = [] }: Asked): Access => ({ roles, deadline, cookies });

/**
 * Everything one vertical promises to the others: its published language.
 *
 * @remarks Names are spelt once, here; all else refers to the constants. A message's shape is checked where it
 * enters a process, with the schema it carries, which lets no text by that cannot be kept: U+0000 and halves of surrogate pairs.
 * @example
 * const assortment = contract('assortment');
 * const product = assortment.aggregate('product', 'productId');
 * export const ProductDelisted = product.event('ProductDelisted', 'A product is no longer on sale.', { productId: ProductId });
 */
export function contract(vertical: string) {
  const define = (kind: Kind, type: string, summary: string, shape: Shape, version: number, rest: object) => {
    const make = (data: unknown) => ({ kind, type, data });
    return Object.assign(make, { kind, type, vertical, version, summary, schema: dataSchema(shape), ...rest }) as any;
  };
  return {
    vertical,
    /** What a visitor's browser keeps for this vertical, e.g. for '30 days' after it was set last; `identifies` where it stands for who that is. */
    cookie: (
      name: string,
      summary: string,
      { keptFor, identifies = false }: { readonly keptFor: Duration; readonly identifies?: boolean },
    ): CookieDefinition => ({
      ...{ vertical, name, summary, identifies },
      keptFor: milliseconds(keptFor) / 1000,
    }),
    /**
     * A kind of aggregate: its events share one stream per key.
     *
     * @remarks Nothing that happens to it is told outside the shop, unless `told` says so, event by event and field by field.
     */
    aggregate: <By extends string>(aggregate: string, by: By, { isPrivate = false, told = {} }: Seen = {}) => ({
      event: <T extends string, S extends Shape & Record<By, z.ZodType<string>>>(
        type: T,
        summary: string,
        shape: S,
        { version = 1, upcasts = {}, forgets = false }: Happened = {},
      ): EventDefinition<T, Infer<S>> => {
        assertReadable(type, version, upcasts);
        assertForgettable(type, by, shape);
        assertTold(type, shape, told[type]);
        return define('event', type, summary, shape, version, { aggregate, by, upcasts, isPrivate, forgets, told: told[type] });
      },
    }),
    command: <T extends string, S extends Shape, R extends z.ZodType = z.ZodNull>(
      type: T,
      summary: string,
      shape: S,
      options: Asked & { result?: R; form?: Form; isScarce?: boolean } = {},
    ): CommandDefinition<T, Infer<S>, z.infer<R>> => {
      assertOwn(vertical, type, options.cookies);
      const { result, form, isScarce = false } = options;
      const rest = { result: answerSchema(result), form, isScarce, ...access(options) };
      return sendable(define('command', type, summary, shape, options.version ?? 1, rest));
    },
    /** A command that somebody outside the shop gives by posting to an address: its data is what came, to be checked by its owner. */
    webhook: <T extends string>(
      type: T,
      summary: string,
      { deadline, ...webhook }: Webhook & Pick<Asked, 'deadline'>,
    ): CommandDefinition<T, Posted, null> => {
      assertWebhook(type, webhook);
      return sendable(
        define('command', type, summary, Posted.shape, 1, { result: answerSchema(), webhook, isScarce: false, ...access({ deadline }) }),
      );
    },
    query: <T extends string, S extends Shape, V extends z.ZodType>(
      type: T,
      summary: string,
      shape: S,
      options: Asked & { view: V; refreshedBy?: readonly EventDefinition[]; path?: string },
    ): QueryDefinition<T, Infer<S>, z.infer<V>> => {
      assertOwn(vertical, type, options.cookies);
      assertHeard(type, options);
      if (options.path && options.cookies)
        throw new Error(`${type} has an address whose bytes are kept for everybody: it reads no cookies.`);
      assertNothingPersonal(`The address by which ${type} is asked`, shape);
      return define('query', type, summary, shape, options.version ?? 1, {
        view: answerSchema(options.view),
        refreshedBy: options.refreshedBy ?? [],
        path: options.path,
        ...access(options),
      });
    },
  };
}

/** An identifier of one kind: a string that the compiler keeps apart from all other kinds, safe in addresses and subjects. */
export const id = <Name extends string>(name: Name) =>
  z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, { error: `${name}: letters, digits, - and _ (at most 64)` })
    .brand<Name>();
