import { describe, expect, it } from 'vitest';
import { rebuildLines, viewLines } from './wording.ts';

const view = { view: 'catalogue', table: 'product_listing', stream: 'assortment', position: 12_000, end: 12_000 };

describe('the words for views', () => {
  it('say how far each has got', () => {
    expect(viewLines('explore', { views: [view, { ...view, view: 'store', position: 10_500 }] })).toEqual([
      'explore/catalogue  table product_listing, at the end of assortment',
      'explore/store  table product_listing, 1,500 behind the end of assortment',
    ]);
  });

  it('say how far a rebuild is, and never that it is done before it is', () => {
    const lineOf = (rebuild: number, end = 12_000) => viewLines('explore', { views: [{ ...view, rebuild, end, position: end }] })[0];
    expect(lineOf(0)).toContain('; rebuilt: 0 %');
    expect(lineOf(11_999)).toContain('; rebuilt: 99 %');
    expect(lineOf(0, 0)).toContain('; rebuilt: 100 %');
  });

  it('say what came of asking', () => {
    expect(rebuildLines('explore', { view: 'catalogue', isNew: true })[0]).toContain('explore/catalogue is rebuilt from now on');
    expect(rebuildLines('explore', { view: 'catalogue', isNew: false })[0]).toContain('explore/catalogue is being rebuilt already');
  });
});
