import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Credentials } from '../credentials.ts';
import { freePort } from '../process/ports.ts';
import type { Supervisor } from '../process/supervisor.ts';
import { LivePointers } from './live-pointers.ts';
import { NatsServer } from './nats-server.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nats-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('new rights', () => {
  it('that the server refused are asked for again, though they lie on the disk already', async () => {
    const answers = ['Failed to reload server configuration', 'Reloaded server configuration', 'Reloaded server configuration'];
    const log = join(folder, 'nats.log');
    let reloads = 0;
    const reload = () => appendFileSync(log, `${answers[(reloads += 1) - 1]}\n`);
    const supervisor = { add: () => ({ log, reload, untilReady: async () => {} }) } as unknown as Supervisor;
    const server = new NatsServer(join(folder, 'nats'), 4222, new Credentials(join(folder, 'credentials.json')));
    await server.start(supervisor, { path: '', version: '2.15.0', origin: '' });
    const needs = [{ vertical: 'alpha', keepsLog: true, takesCommands: false, reads: [], sends: [] }];
    await expect(server.permit(needs)).rejects.toThrow('did not take up its new users');
    await server.permit(needs);
    await server.permit(needs);
    // One for the account, and one for what it may take of others.
    expect(reloads).toBe(3);
  });
});

describe('a password that is rotated', () => {
  it('costs a reload when it is accepted, and one when the old one is ended: none for being given out', async () => {
    const log = join(folder, 'nats.log');
    let reloads = 0;
    const reload = () => appendFileSync(log, `Reloaded server configuration ${(reloads += 1)}\n`);
    const supervisor = { add: () => ({ log, reload, untilReady: async () => {} }) } as unknown as Supervisor;
    const credentials = new Credentials(join(folder, 'credentials.json'));
    const server = new NatsServer(join(folder, 'nats'), 4222, credentials);
    await server.start(supervisor, { path: '', version: '2.15.0', origin: '' });
    const counts: number[] = [];
    for (const step of [
      () => credentials.prepare(['nats:dev']),
      () => credentials.give(['nats:dev']),
      () => credentials.settle(['nats:dev'], () => 0),
      () => credentials.end(),
    ]) {
      step();
      await server.permit([]);
      counts.push(reloads);
    }
    expect(counts).toEqual([1, 1, 1, 2]);
  });
});

describe('live pointers', () => {
  it('are not waited for for ever where no NATS answers, nor after the start is broken off', async () => {
    const access = { url: `nats://127.0.0.1:${await freePort()}`, user: 'dev', password: 'secret' };
    await expect(LivePointers.open(access, undefined, 100)).rejects.toThrow(`NATS does not let dev in at ${access.url}`);
    const breakOff = new AbortController();
    const opening = LivePointers.open(access, breakOff.signal);
    breakOff.abort();
    await expect(opening).rejects.toMatchObject({ name: 'AbortError' });
  });
});
