import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';

const listening = `
  const { interruption } = await import(${JSON.stringify(join(import.meta.dirname, 'interruption.ts'))});
  const { stop, isFaulty } = interruption();
  const heard = new Promise((resolve) => stop.addEventListener('abort', resolve));
  const going = setInterval(() => console.log('going on'), 5);
  heard.then(() => { clearInterval(going); process.exitCode = isFaulty() ? 3 : 4; process.disconnect?.(); });`;

function run(program: string): ChildProcess {
  return spawn(process.execPath, ['--input-type=module', '-e', `${listening}${program}`], { stdio: ['ignore', 'pipe', 'pipe'] });
}

describe('a process that must not leave others behind', () => {
  it('goes on when nobody reads its output any more, and stops when it is asked to', async () => {
    const child = run('');
    await once(child.stdout!, 'data');
    child.stdout!.destroy();
    child.stderr!.destroy();
    const left = await Promise.race([
      once(child, 'exit').then(() => 'ended'),
      new Promise((resolve) => setTimeout(resolve, 300, 'goes on')),
    ]);
    expect(left).toBe('goes on');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([4, null]);
  });

  it('takes a fault that nobody caught as the wish to stop, at any time', async () => {
    const child = run("setTimeout(() => { throw new Error('first'); }); setTimeout(() => { throw new Error('second'); });");
    child.stdout!.resume();
    const [said, [code]] = await Promise.all([text(child.stderr!), once(child, 'exit')]);
    expect({ code, said }).toMatchObject({ code: 3, said: expect.stringMatching(/first[^]*second/) });
  });
});
