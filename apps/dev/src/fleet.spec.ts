import { expect, it } from 'vitest';
import { needsOf } from './fleet.ts';

const release = (vertical: string, version: string, ...readers: { stream: string; consumer: string }[]) => ({
  vertical,
  version,
  folder: '',
  description: { readers, sends: [] },
});

it('while two versions of a vertical run, it has the rights of both', () => {
  const catalogue = { stream: 'assortment', consumer: 'explore-catalogue' };
  const stores = { stream: 'assortment', consumer: 'explore-stores' };
  expect(
    needsOf([release('explore', 'v1', catalogue), release('gateway', 'v1'), release('explore', 'v2', stores), release('shell', 'v1')]),
  ).toEqual([{ vertical: 'explore', readers: [catalogue, stores], sends: [] }]);
});
