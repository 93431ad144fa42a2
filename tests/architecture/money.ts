import { z } from 'zod';
import { Amount, Balance, Currency, Price } from '@jogakbo/contract';

type Schema = z.core.$ZodType;

/** A number in a message, where it stands, and whether it has its currency. */
interface Figure {
  readonly path: string;
  readonly schema: Schema;
  readonly hasCurrency: boolean;
}

const amounts: ReadonlySet<unknown> = new Set([Amount, Price, Balance]);
/** What fields with money in them are called. */
const moneyNames = /(price|amount|total|cost|balance|fee|sum)s?$/i;

const wraps = new Set(['optional', 'nullable', 'default', 'prefault', 'readonly', 'nonoptional', 'catch', 'success']);

/** The schemas that one schema is made of, by the name of their place. */
function partsOf(schema: Schema): [name: string, part: Schema][] {
  const def = schema._zod.def as any;
  if (def.type === 'object') return Object.entries(def.shape as Record<string, Schema>).map(([name, part]) => [`/${name}`, part]);
  if (def.type === 'array') return [['/*', def.element]];
  if (def.type === 'tuple') return def.items.map((item: Schema) => ['/*', item]);
  if (def.type === 'record' || def.type === 'map') return [['/*', def.valueType]];
  if (def.type === 'union') return def.options.map((option: Schema) => ['', option]);
  if (def.type === 'intersection') return [def.left, def.right].map((side: Schema) => ['', side]);
  if (def.type === 'pipe') return [def.in, def.out].map((end: Schema) => ['', end]);
  if (def.type === 'lazy') return [['', def.getter()]];
  return wraps.has(def.type) ? [['', def.innerType]] : [];
}

const inner = (schema: Schema): Schema => {
  const def = schema._zod.def as any;
  return wraps.has(def.type) ? inner(def.innerType) : schema;
};

/** Also one that somebody has made stricter. */
function isCurrency(schema: Schema): boolean {
  const def = inner(schema)._zod.def as any;
  return def.type === 'object' && Object.keys(Currency.shape).every((name) => name in def.shape);
}

function figuresIn(schema: Schema, path: string, hasCurrency: boolean): Figure[] {
  if (isCurrency(schema)) return [];
  const parts = partsOf(schema);
  const isNumber = schema._zod.def.type === 'number';
  const isSaid = hasCurrency || (schema._zod.def.type === 'object' && parts.some(([, part]) => isCurrency(part)));
  return [
    ...(isNumber ? [{ path, schema, hasCurrency }] : []),
    ...parts.flatMap(([name, part]) => figuresIn(part, `${path}${name}`, isSaid)),
  ];
}

/** Where a schema has money without its currency beside or above it, or money that is no amount. */
export function moneyTroubles(schema: z.ZodType): string[] {
  return figuresIn(schema, '', false).flatMap(({ path, schema, hasCurrency }) => {
    if (amounts.has(schema)) return hasCurrency ? [] : [`${path} is an amount without a currency beside or above it`];
    return moneyNames.test(path) ? [`${path} is a plain number: money is an Amount, a Price or a Balance`] : [];
  });
}
