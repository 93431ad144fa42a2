import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identityOf } from './process/identity.ts';
import { recordProcess } from './process/record.ts';
import { prepareState, type State } from './state.ts';
import { clearState } from './test-shop.ts';

let state: State;
beforeEach(() => {
  state = prepareState(mkdtempSync(join(tmpdir(), 'stage-')));
});
afterEach(() => rmSync(state.folder, { recursive: true, force: true }));

function sleeper() {
  const child = spawn('/bin/sh', ['-c', 'while :; do sleep 0.05; done'], { detached: true, stdio: 'ignore' });
  return { pid: child.pid!, exited: once(child, 'exit'), end: () => child.kill('SIGKILL') };
}

describe('before a test run', () => {
  it('what a killed one left behind is ended, then forgotten; what was built stays', async () => {
    const { pid, exited } = sleeper();
    recordProcess(state.run, 'nats', pid, 'SIGTERM');
    mkdirSync(join(state.folder, 'cache'));
    await clearState(state.folder);
    await exited;
    expect(identityOf(pid)).toBeUndefined();
    expect([state.run, state.logs, state.releases, join(state.folder, 'cache')].map(existsSync)).toEqual([false, false, true, true]);
  });

  it('one that goes on in the same clone is left alone', async () => {
    const { pid, exited, end } = sleeper();
    writeFileSync(state.control, JSON.stringify({ pid, identity: identityOf(pid), address: '', control: '', token: '' }));
    recordProcess(state.run, 'nats', pid, 'SIGTERM');
    await expect(clearState(state.folder)).rejects.toThrow(`(process ${pid})`);
    expect([identityOf(pid) !== undefined, existsSync(state.control), existsSync(join(state.run, 'nats.json'))]).toEqual([
      true,
      true,
      true,
    ]);
    end();
    await exited;
  });
});
