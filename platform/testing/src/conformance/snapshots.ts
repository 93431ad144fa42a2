import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Handled, Snapshot, SnapshotKey, Snapshots } from '@jogakbo/vertical/testing';

const NOBODY: ReadonlyMap<string, Handled> = new Map();
/** Commands by id, each with the position of what came of it. */
const handled = (positions: Record<string, number>): ReadonlyMap<string, Handled> =>
  new Map(Object.entries(positions).map(([id, position]) => [id, { position, asked: `asked by ${id}` }]));
const newKey = (): SnapshotKey => ({ aggregate: 'thing', key: randomUUID(), definition: 1 });
const at = (position: number, state: unknown = { position }): Snapshot => ({
  state,
  version: position,
  position,
  hash: `hash ${position}`,
});

/**
 * The exam of every adapter of Snapshots, as a Vitest suite.
 *
 * @param makeSnapshots Called once.
 * @example
 * snapshotsConformance('MemorySnapshots', () => new MemorySnapshots());
 */
export function snapshotsConformance(name: string, makeSnapshots: () => Snapshots | Promise<Snapshots>): void {
  describe(`${name}, as a place of snapshots,`, () => {
    let snapshots: Snapshots;
    beforeAll(async () => {
      snapshots = await makeSnapshots();
    });

    keepsTheNewestState(() => snapshots);
    remembersWhatWasHandled(() => snapshots);
  });
}

function keepsTheNewestState(snapshots: () => Snapshots): void {
  it('has nothing of an aggregate that nothing was kept of', async () => {
    expect(await snapshots().read(newKey())).toBeUndefined();
  });

  it('gives a state back as it was', async () => {
    const key = newKey();
    const kept = at(7, { name: '조각보 "quoted" it\'s \\', lines: [{ count: 2 }, null], isOpen: false, note: null });
    await snapshots().write(key, kept, NOBODY);
    expect(await snapshots().read(key)).toEqual(kept);
  });

  it('gives a state back that is a list, a text or a number', async () => {
    for (const state of [[1, [2]], 'text', 3]) {
      const key = newKey();
      await snapshots().write(key, at(1, state), NOBODY);
      expect((await snapshots().read(key))?.state).toEqual(state);
    }
  });

  it('is not changed by what becomes of a state that it took or gave', async () => {
    const key = newKey();
    const state = { lines: [1] };
    await snapshots().write(key, at(1, state), NOBODY);
    state.lines.push(2);
    (await snapshots().read(key))!.state.lines.push(3);
    expect((await snapshots().read(key))!.state).toEqual({ lines: [1] });
  });

  it('keeps aggregates apart, by kind and by key', async () => {
    const key = newKey();
    await snapshots().write(key, at(1), NOBODY);
    expect(await snapshots().read({ ...key, aggregate: 'other' })).toBeUndefined();
    expect(await snapshots().read({ ...key, key: `${key.key}0` })).toBeUndefined();
  });

  it('keeps the newest, also when an older one comes late', async () => {
    const key = newKey();
    for (const position of [10, 30, 20]) await snapshots().write(key, at(position), NOBODY);
    expect(await snapshots().read(key)).toEqual(at(30));
  });

  it('doesn’t give the state of another definition, which takes its place when it is kept', async () => {
    const key = newKey();
    await snapshots().write(key, at(10), NOBODY);
    expect(await snapshots().read({ ...key, definition: 2 })).toBeUndefined();
    await snapshots().write({ ...key, definition: 2 }, at(10, 'of the second'), NOBODY);
    expect(await snapshots().read({ ...key, definition: 2 })).toEqual(at(10, 'of the second'));
    expect(await snapshots().read(key)).toBeUndefined();
  });
}

function remembersWhatWasHandled(snapshots: () => Snapshots): void {
  it('knows the commands that any of its states has seen', async () => {
    const key = newKey();
    await snapshots().write(key, at(10), handled({ first: 3 }));
    await snapshots().write(key, at(20), handled({ second: 12, third: 20 }));
    for (const [command, position] of Object.entries({ first: 3, second: 12, third: 20 }))
      expect(await snapshots().handled(key, command)).toMatchObject({ position: position });
    expect(await snapshots().handled(key, 'fourth')).toBeUndefined();
  });

  it('knows them whatever the definition, and each for its own aggregate', async () => {
    const key = newKey();
    await snapshots().write(key, at(10), handled({ first: 3 }));
    expect(await snapshots().handled({ ...key, definition: 2 }, 'first')).toMatchObject({ position: 3 });
    expect(await snapshots().handled({ ...key, aggregate: 'other' }, 'first')).toBeUndefined();
    expect(await snapshots().handled(newKey(), 'first')).toBeUndefined();
  });

  it('knows what was asked, where that was said', async () => {
    const key = newKey();
    const asked = new Map([
      ['said', { position: 3, asked: 'a fingerprint' }],
      ['unsaid', { position: 4 }],
    ]);
    await snapshots().write(key, at(10), asked);
    expect(await snapshots().handled(key, 'said')).toEqual({ position: 3, asked: 'a fingerprint' });
    expect((await snapshots().handled(key, 'unsaid'))?.asked).toBeUndefined();
  });

  it('keeps the first position of a command that it is told again', async () => {
    const key = newKey();
    await snapshots().write(key, at(10), handled({ again: 3 }));
    await snapshots().write(key, at(20), handled({ again: 17 }));
    expect(await snapshots().handled(key, 'again')).toMatchObject({ position: 3 });
  });

  it('keeps what an older state has seen that comes late', async () => {
    const key = newKey();
    await snapshots().write(key, at(20), handled({ second: 20 }));
    await snapshots().write(key, at(10), handled({ first: 10 }));
    expect(await snapshots().handled(key, 'first')).toMatchObject({ position: 10 });
  });
}
