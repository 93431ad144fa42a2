import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { identityOf } from './identity.ts';
import { endLeftovers, forgetProcess, recordProcess } from './record.ts';

let run: string;
beforeEach(() => {
  run = mkdtempSync(join(tmpdir(), 'record-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(run, { recursive: true, force: true });
});

function sleeper() {
  const child = spawn('/bin/sh', ['-c', 'while :; do sleep 0.05; done'], { detached: true, stdio: 'ignore' });
  return { child, pid: child.pid ?? 0, exited: once(child, 'exit') };
}

describe('processes that a killed supervisor left behind', () => {
  it('are ended by the next start', async () => {
    const { pid, exited } = sleeper();
    recordProcess(run, 'alpha-1', pid, 'SIGTERM');
    expect(await endLeftovers(run)).toEqual(['alpha-1']);
    await exited;
    expect(identityOf(pid)).toBeUndefined();
    expect(readdirSync(run)).toEqual([]);
  });

  it('are never confused with a stranger who has got their number', async () => {
    const { child, pid, exited } = sleeper();
    writeFileSync(join(run, 'alpha-1.json'), JSON.stringify({ pid, identity: 'another boot, another time', stopSignal: 'SIGTERM' }));
    expect(await endLeftovers(run)).toEqual([]);
    expect(identityOf(pid)).toBeDefined();
    expect(readdirSync(run)).toEqual([]);
    child.kill('SIGKILL');
    await exited;
  });

  it('are named, with the cure, when they are another user’s to end', async () => {
    const { child, pid, exited } = sleeper();
    recordProcess(run, 'alpha-1', pid, 'SIGTERM');
    vi.spyOn(process, 'kill').mockImplementation(() => {
      throw Object.assign(new Error('kill EPERM'), { code: 'EPERM' });
    });
    await expect(endLeftovers(run, 50)).rejects.toMatchObject({
      message: expect.stringContaining(`alpha-1 (process ${pid})`),
      cure: expect.stringContaining(`sudo kill -9 ${pid}`),
    });
    expect(readdirSync(run)).toEqual(['alpha-1.json']);
    vi.restoreAllMocks();
    child.kill('SIGKILL');
    await exited;
  });

  it('are none where nothing was ever run', async () => {
    expect(await endLeftovers(join(run, 'nothing'))).toEqual([]);
  });

  it('are none when everything was stopped in order, or a record is broken', async () => {
    recordProcess(run, 'alpha-1', process.pid, 'SIGTERM');
    forgetProcess(run, 'alpha-1');
    writeFileSync(join(run, 'beta-1.json'), '{"pid":');
    expect(await endLeftovers(run)).toEqual([]);
  });
});
