import { describe, expect, it } from 'vitest';
import { rebuildLines, rowChangesLines, rowLines, viewLines } from './lines.ts';

const view = { view: 'catalogue', table: 'product_listing', stream: 'assortment', position: 12_000, end: 12_000 };

describe('the lines about views', () => {
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

  const last = { position: 1200, occurredAt: '2026-11-22T10:00:00.000Z', type: 'StoreOpened' };
  const past = { view: 'store', key: 's-1', stream: 'assortment', begins: 1, row: { storeId: 's-1' }, last };

  it('show a row, what it was folded from last, or that there was none', () => {
    expect(rowLines('explore', past)).toEqual([
      'explore/store/s-1  StoreOpened, position 1,200, 2026-11-22T10:00:00.000Z',
      '{\n  "storeId": "s-1"\n}',
    ]);
    expect(rowLines('explore', { ...past, row: null, last: undefined })).toEqual([
      'explore/store/s-1  there is no such row: nothing had happened to it',
    ]);
    expect(rowLines('explore', { ...past, row: null })[0]).toContain('there is no such row: StoreOpened, position 1,200');
  });

  it('say why a row may not be what it should', () => {
    const stopped = { position: 1300, reason: 'Error: no' };
    expect(rowLines('explore', { ...past, begins: 1100, stopped }).slice(-3)).toEqual([
      'An event could not be folded, and all that came later waits behind it:',
      '  at 1,300: Error: no',
      'The log assortment begins at position 1,100: what stood before is not in the row.',
    ]);
  });

  it('show what has changed in a row', () => {
    const changes = [{ path: '/name', before: 'A', after: 'B' }];
    expect(rowChangesLines('explore', { ...past, since: { row: null, changes } })).toEqual([
      ...['explore/store/s-1', 'from nothing had happened to it', 'to StoreOpened, position 1,200, 2026-11-22T10:00:00.000Z'],
      ...['- /name "A"', '+ /name "B"'],
    ]);
  });
});
