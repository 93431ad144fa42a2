import { z } from 'zod';
import { isPersonal, type AnyDefinition } from '@jogakbo/contract';

/** A text in a message that nobody has marked as personal: its path from the message's own name on. */
export type TextPath = string;

const isSchema = (value: unknown): value is z.ZodType => value instanceof z.ZodType;
/** What a schema is made of, and by what name each is known. */
function partsOf({ def }: { readonly def: Record<string, any> }): [string | undefined, unknown][] {
  if (def.type === 'object') return Object.entries(def.shape as object);
  const inside = [
    def.innerType,
    def.element,
    def.in,
    def.out,
    def.left,
    def.right,
    def.valueType,
    ...(def.options ?? []),
    ...(def.items ?? []),
  ];
  return inside.map((part) => [undefined, part]);
}

function textsIn(schema: unknown, path: TextPath): TextPath[] {
  if (!isSchema(schema) || isPersonal(schema)) return [];
  if ((schema as { readonly def: { readonly type: string } }).def.type === 'string') return [path];
  return partsOf(schema as never).flatMap(([name, part]) => textsIn(part, name === undefined ? path : `${path}.${name}`));
}

/** All texts of a message, in what is said and in what is answered, that are not marked as personal. */
export function unmarkedTexts(message: AnyDefinition): TextPath[] {
  const { type, schema } = message;
  const answer = 'view' in message ? message.view : 'result' in message ? message.result : undefined;
  return [...new Set([...textsIn(schema, type), ...textsIn(answer, `${type}:`)])];
}

/** What is likely to be about a person, by its own name or by that of what it is part of. */
const SUSPICIOUS = /(name|mail|phone|street|city|address|birth|contact|postal|zip)$|customer|recipient|person|guest|visitor/i;
export const isSuspicious = (path: TextPath): boolean => SUSPICIOUS.test(path.slice(path.search(/[.:]/)));
