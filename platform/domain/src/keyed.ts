declare const content: unique symbol;

/**
 * Values by keys that come from outside: ids, SKUs, names.
 *
 * @remarks As JSON it is an object, so that a state which has one can be kept in a snapshot. It can't be indexed: of a plain object every
 * name of `Object.prototype` is a key that is always there, so that an id such as `constructor` would be known before it was heard of.
 */
export interface Keyed<Key extends string, Value> {
  readonly [content]: readonly [Key, Value];
}

type Content<Value> = Readonly<Record<string, Value>>;
const contentOf = <Value>(keyed: Keyed<string, Value>) => keyed as unknown as Content<Value>;
const keyedOf = <Key extends string, Value>(values: Content<Value>) => values as unknown as Keyed<Key, Value>;

/** Reads and changes what is kept by keys from outside; a change is a new one, and the old one stays as it was. */
export const keyed = {
  none: <Key extends string, Value>(): Keyed<Key, Value> => keyedOf({}),
  has: <Key extends string>(all: Keyed<Key, unknown>, key: NoInfer<Key>): boolean => Object.hasOwn(contentOf(all), key),
  get: <Key extends string, Value>(all: Keyed<Key, Value>, key: NoInfer<Key>): Value | undefined =>
    Object.hasOwn(contentOf(all), key) ? contentOf(all)[key] : undefined,
  with: <Key extends string, Value>(all: Keyed<Key, Value>, key: NoInfer<Key>, value: NoInfer<Value>): Keyed<Key, Value> =>
    keyedOf({ ...contentOf(all), [key]: value }),
  without: <Key extends string, Value>(all: Keyed<Key, Value>, key: NoInfer<Key>): Keyed<Key, Value> =>
    keyedOf(Object.fromEntries(Object.entries(contentOf(all)).filter(([other]) => other !== key))),
  entries: <Key extends string, Value>(all: Keyed<Key, Value>) => Object.entries(contentOf(all)) as [Key, Value][],
  values: <Value>(all: Keyed<string, Value>): Value[] => Object.values(contentOf(all)),
};

type Nested<T> = T extends readonly (infer Item)[] ? Item : T[keyof T];
type TakesAnyKey<T> = { readonly [K in keyof T]-?: {} extends Record<K, 1> ? true : never }[keyof T];

/** Whether something in a type is found by any text at all: by an index signature, or a `Record` by ids. */
type IsIndexed<T, Depth extends 1[] = []> = 0 extends 1 & T
  ? never
  : Depth['length'] extends 8
    ? never
    : T extends string | number | boolean | bigint | null | undefined | Date | ((...args: never) => unknown) | Keyed<string, unknown>
      ? never
      : T extends readonly unknown[]
        ? IsIndexed<Nested<T>, [...Depth, 1]>
        : T extends object
          ? true extends TakesAnyKey<T>
            ? true
            : IsIndexed<Nested<T>, [...Depth, 1]>
          : never;

/** What a state or row must be besides: nothing, unless a plain object in it is keyed by any text. Then it says what to take instead. */
export type NoneIndexed<T> = [IsIndexed<T>] extends [never] ? unknown : { readonly 'is keyed by text from outside: take Keyed': never };
