import { platformMessages } from '@jogakbo/protocol';
import { problem } from '@jogakbo/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unclaim } from '@jogakbo/dev';
import { AnsweringVertical } from '../fixture/answering-vertical.ts';

let explore: AnsweringVertical;

beforeAll(async () => {
  explore = await AnsweringVertical.start('explore', [platformMessages.views, platformMessages.rebuild, platformMessages.row]);
});
afterAll(() => explore?.stop());

const views = (...args: string[]) => explore.run('views', ...args);

describe('npm run views', () => {
  it('lists views, and how far a rebuild is', async () => {
    const view = { view: 'store', table: 'store', stream: 'assortment', position: 200, end: 200, rebuild: 50 };
    explore.answers.set(platformMessages.views, { views: [view] });
    expect(await views('list')).toEqual({ code: 0, said: 'explore/store  table store, at the end of assortment; rebuilt: 25 %\n' });
    explore.answers.set(platformMessages.views, { views: [] });
    expect(await views('list')).toEqual({ code: 0, said: 'no views\n' });
  });

  it('has one rebuilt, or says why not', async () => {
    explore.answers.set(platformMessages.rebuild, { view: 'store', isNew: true });
    expect(await views('rebuild', 'explore/store')).toEqual({
      code: 0,
      said: expect.stringContaining('explore/store is rebuilt from now on'),
    });
    expect(explore.asked).toEqual({ view: 'store' });
    explore.answers.set(platformMessages.rebuild, problem('not-found', 'There is no view door; there is: store'));
    expect(await views('rebuild', 'explore/door')).toEqual({ code: 1, said: expect.stringContaining('There is no view door') });
  });

  it('shows a row as it was, and what has changed in it', async () => {
    const last = { position: 7, occurredAt: '2026-11-22T10:00:00.000Z', type: 'StoreOpened' };
    const past = { view: 'store', key: 's-1', stream: 'assortment', begins: 1, row: { storeId: 's-1' }, last };
    explore.answers.set(platformMessages.row, past);
    expect(await views('row', 'explore/store/s-1', '--at', '2026-11-22T11:00:00Z')).toEqual({
      code: 0,
      said: 'explore/store/s-1  StoreOpened, position 7, 2026-11-22T10:00:00.000Z\n{\n  "storeId": "s-1"\n}\n',
    });
    expect(explore.asked).toEqual({ view: 'store', key: 's-1', asOf: { at: '2026-11-22T11:00:00Z' } });
    explore.answers.set(platformMessages.row, { ...past, since: { row: null, changes: [{ path: '', before: null, after: past.row }] } });
    expect(await views('diff', 'explore/store/s-1', '--from', '3', '--to', '7')).toEqual({
      code: 0,
      said: expect.stringContaining('- / null\n+ / {"storeId":"s-1"}'),
    });
    expect(explore.asked).toEqual({ view: 'store', key: 's-1', asOf: { position: 7 }, since: { position: 3 } });
  });

  it('needs a shop that runs', async () => {
    unclaim(explore.state);
    expect(await views('list')).toEqual({
      code: 1,
      said: expect.stringContaining("The shop isn't running\n  → start it with `npm start`"),
    });
  });
});
