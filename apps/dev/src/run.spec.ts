import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { identityOf } from './process/identity.ts';
import { repositoryRoot } from './settings.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'run-'));
  mkdirSync(join(root, 'bin'));
  copyFileSync(join(repositoryRoot, 'run.mjs'), join(root, 'run.mjs'));
  writeFileSync(join(root, 'package-lock.json'), lock('1.0.0'));
  npm('mkdir -p node_modules && cp package-lock.json node_modules/.package-lock.json && echo "npm $*" >> npm-calls');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const lock = (version: string) =>
  JSON.stringify({ packages: { '': {}, 'node_modules/a': { version }, 'node_modules/elsewhere': { version: '9.0.0', optional: true } } });

/** Puts an npm in place that does this. */
function npm(program: string): void {
  writeFileSync(join(root, 'bin/npm'), `#!/bin/sh\n${program}\n`);
  chmodSync(join(root, 'bin/npm'), 0o755);
}

function run(program: string, ...args: string[]): ChildProcess {
  writeFileSync(join(root, 'program.ts'), program);
  return spawn(process.execPath, [join(root, 'run.mjs'), 'program.ts', ...args], {
    cwd: root,
    env: { ...process.env, PATH: `${join(root, 'bin')}${delimiter}${process.env.PATH}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function outcome(child: ChildProcess): Promise<{ code: unknown; out: string; err: string }> {
  const [out, err, [code]] = await Promise.all([text(child.stdout!), text(child.stderr!), once(child, 'exit')]);
  return { code, out, err };
}

const calls = () => (existsSync(join(root, 'npm-calls')) ? readFileSync(join(root, 'npm-calls'), 'utf8') : '');

describe('run.mjs', () => {
  it('runs TypeScript, passes arguments on and hands the exit code back', async () => {
    const { code, out } = await outcome(
      run('const args: string[] = process.argv.slice(2); console.log(args.join("+")); process.exit(7);', 'a', '--b'),
    );
    expect({ code, out }).toMatchObject({ code: 7, out: expect.stringContaining('a+--b') });
  });

  it('puts the binaries of the project first', async () => {
    const { out } = await outcome(run('console.log(process.env.PATH)'));
    expect(out.trim().split('\n').at(-1)?.split(delimiter)[0]).toBe(join(root, 'node_modules/.bin'));
  });

  it('installs when nothing is installed, or something else than the lock says, and only then', async () => {
    await outcome(run(''));
    expect(calls()).toBe('npm ci --no-audit --no-fund\n');
    await outcome(run(''));
    writeFileSync(join(root, 'package-lock.json'), lock('1.0.0'));
    await outcome(run(''));
    expect(calls().split('\n')).toHaveLength(2);
    writeFileSync(join(root, 'package-lock.json'), lock('2.0.0'));
    await outcome(run(''));
    expect(calls().split('\n')).toHaveLength(3);
  });

  it('says what to do when the packages can not be installed', async () => {
    npm('echo "registry unreachable" >&2; exit 1');
    expect(await outcome(run('console.log("never")'))).toMatchObject({ code: 1, err: expect.stringContaining('could not be installed') });
  });

  it('says what to do when no Node is there that runs TypeScript', async () => {
    const old = { ...process.env, PATH: `${join(root, 'bin')}${delimiter}${process.env.PATH}` };
    writeFileSync(join(root, 'program.ts'), '');
    const child = spawn(process.execPath, ['--no-experimental-strip-types', join(root, 'run.mjs'), 'program.ts'], {
      cwd: root,
      env: old,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    expect(await outcome(child)).toMatchObject({ code: 1, err: expect.stringContaining('install Node 24') });
  });

  it('passes one press of Ctrl-C on once, however often it is told of it', async () => {
    const child = run(
      'let heard = 0; process.on("SIGINT", () => { heard += 1; setTimeout(() => { console.log("heard", heard); process.exit(0); }, 200); }); setInterval(() => {}, 1000); console.log("listens");',
    );
    await until(child, 'listens');
    child.kill('SIGINT');
    child.kill('SIGINT');
    const { code, out } = await outcome(child);
    expect({ code, out: out.trim() }).toEqual({ code: 0, out: 'heard 1' });
  });

  it('tells its child when it is killed, so that nothing is left alone', async () => {
    const child = run('process.on("disconnect", () => process.exit(0)); setInterval(() => {}, 1000); console.log("pid", process.pid);');
    const pid = Number(/pid (\d+)/.exec(await until(child, 'pid '))?.[1]);
    child.kill('SIGKILL');
    await expect.poll(() => identityOf(pid), { timeout: 5000 }).toBeUndefined();
  });
});

/** Reads the output until it says this. */
async function until(child: ChildProcess, said: string): Promise<string> {
  let out = '';
  for await (const chunk of child.stdout!.iterator({ destroyOnReturn: false })) {
    out += String(chunk);
    if (out.includes(said)) break;
  }
  return out;
}
