import { describe, expect, it } from 'vitest';
import { GetRecommendations, type Recommendation } from '@jogakbo/inspire-contract';
import { Sku } from '@jogakbo/assortment-contract';
import { lookedAt } from './looked-at.ts';

const variant = (productId: string, sku: string) => ({ productId, sku, name: sku, color: '#aa0000' }) as unknown as Recommendation;
const catalogue = [variant('A', 'A-RD'), variant('A', 'A-BL'), variant('B', 'B-RD'), variant('B', 'B-BL')];
const seen = (asked: object) => lookedAt(GetRecommendations.schema.parse(asked), catalogue, [Sku.parse('B-RD')]);

describe('The customer looks at', () => {
  it.each([
    ['what the storefront chose, on the home page', { on: 'home', skus: ['A-RD'] }, ['B-RD']],
    ['the chosen variant of a product', { on: 'product', productId: 'A', skus: ['A-BL'] }, ['A-BL']],
    ['the first variant of a product when none is chosen', { on: 'product', productId: 'B' }, ['B-RD']],
    ['the first variant of a product when the chosen one is unknown', { on: 'product', productId: 'B', skus: ['B-XX'] }, ['B-RD']],
    ['the first variant of a product when the chosen one is another’s', { on: 'product', productId: 'B', skus: ['A-BL'] }, ['B-RD']],
    ['nothing of an unknown product', { on: 'product', productId: 'Z', skus: ['A-RD'] }, []],
    ['all that lies in the basket, of whichever product', { on: 'skus', skus: ['A-BL', 'B-BL', 'Z'] }, ['A-BL', 'B-BL']],
    ['nothing when the basket is empty', { on: 'skus' }, []],
  ])('%s', (_, asked, skus) => expect(seen(asked)).toEqual(skus));
});
