import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claim, claimOf, unclaim } from './claim.ts';
import { prepareState, type State } from './state.ts';

let state: State;
beforeEach(() => {
  state = prepareState(mkdtempSync(join(tmpdir(), 'claim-')));
});
afterEach(() => rmSync(state.folder, { recursive: true, force: true }));

const wanted = { address: 'http://here', control: 'http://control', nats: 'nats://here', token: 'secret' };

describe('the claim of a state folder', () => {
  it('is given to one, and to the next when it is given back', () => {
    claim(state, wanted);
    expect(claimOf(state)).toMatchObject({ pid: process.pid, address: 'http://here' });
    expect(() => claim(state, wanted)).toThrow(`The shop runs already: http://here (process ${process.pid})`);
    unclaim(state);
    expect(() => claim(state, wanted)).not.toThrow();
  });

  it('is taken over from one who is proven dead', () => {
    writeFileSync(state.control, JSON.stringify({ ...wanted, pid: process.pid, identity: 'of an earlier boot' }));
    claim(state, { ...wanted, address: 'http://new' });
    expect(claimOf(state)?.address).toBe('http://new');
  });

  it('is not taken from one who is just writing it down, but from one who died of that', () => {
    writeFileSync(state.control, '{"pid":');
    expect(() => claim(state, wanted)).toThrow('is being started by another process');
    utimesSync(state.control, 0, 0);
    expect(() => claim(state, wanted)).not.toThrow();
  });
});
