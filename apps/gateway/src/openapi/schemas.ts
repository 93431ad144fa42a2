/** JSON Schema, as announced (2020-12, which is what OpenAPI 3.1 speaks). */
export type Schema = Record<string, unknown>;

/**
 * Makes announced schemas part of one document: definitions of their own move to `components/schemas`, under a name
 * that no other schema has, and references follow them.
 */
export class Schemas {
  readonly components: Record<string, Schema> = {};

  /** @param owner What the schema is of, e.g. `explore.GetCategory.input`: the prefix of its definitions. */
  place(owner: string, schema: unknown): Schema {
    if (typeof schema !== 'object' || schema === null) return {};
    const { $schema: _, $defs: definitions, ...rest } = schema as Schema;
    const prefix = owner.replace(/[^A-Za-z0-9._-]/g, '_');
    for (const [name, definition] of Object.entries((definitions as Schema | undefined) ?? {}))
      this.components[`${prefix}.${name}`] = follow(definition, prefix) as Schema;
    const isRecursive = JSON.stringify(rest).includes('"$ref":"#"');
    if (!isRecursive) return follow(rest, prefix) as Schema;
    this.components[prefix] = follow(rest, prefix) as Schema;
    return { $ref: `#/components/schemas/${prefix}` };
  }
}

/** The same schema with its references pointing to where the definitions have gone. */
function follow(value: unknown, prefix: string): unknown {
  if (Array.isArray(value)) return value.map((item) => follow(item, prefix));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name === '$ref' && typeof inner === 'string' ? moved(inner, prefix) : follow(inner, prefix),
    ]),
  );
}

function moved(reference: string, prefix: string): string {
  if (reference === '#') return `#/components/schemas/${prefix}`;
  return reference.startsWith('#/$defs/') ? `#/components/schemas/${prefix}.${reference.slice('#/$defs/'.length)}` : reference;
}
