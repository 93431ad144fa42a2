import { describe, expect, it } from 'vitest';
import { Schemas } from './schemas.ts';

describe('An announced schema', () => {
  it('is placed as it is, without the dialect that the whole document states', () => {
    expect(new Schemas().place('a', { $schema: 'x', type: 'string' })).toEqual({ type: 'string' });
    expect(new Schemas().place('a', undefined)).toEqual({});
  });
  it('takes its definitions along, apart from those of others', () => {
    const schemas = new Schemas();
    const schema = { $ref: '#/$defs/Price', $defs: { Price: { type: 'integer' } } };
    expect(schemas.place('explore.A.input', schema)).toEqual({ $ref: '#/components/schemas/explore.A.input.Price' });
    expect(schemas.place('decide.A.input', schema)).toEqual({ $ref: '#/components/schemas/decide.A.input.Price' });
    expect(Object.keys(schemas.components)).toEqual(['explore.A.input.Price', 'decide.A.input.Price']);
  });
  it('may contain itself', () => {
    const schemas = new Schemas();
    expect(schemas.place('a', { type: 'array', items: { $ref: '#' } })).toEqual({ $ref: '#/components/schemas/a' });
    expect(schemas.components.a).toEqual({ type: 'array', items: { $ref: '#/components/schemas/a' } });
  });
});
