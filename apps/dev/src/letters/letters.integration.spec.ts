import { headerNames, platformMessages, problem, subjects } from '@jogakbo/contract';
import { headers, type NatsConnection } from '@nats-io/transport-node';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claim, unclaim } from '../claim.ts';
import { connectAs } from '../nats/connection.ts';
import { type RunningServers, startServers } from '../start-servers.ts';
import { stateIn, type State } from '../state.ts';

const letter = {
  ...{ reader: 'listing', stream: 'assortment', position: 1200, place: 0, type: 'ProductChanged', key: 'p-1' },
  ...{ reason: 'Error: a bug\n  in two lines', failedAt: 'then', waiting: 2 },
};
const nothing = { redelivered: 0, failed: [], isWhole: true };
const letterLines = `  listing, key p-1
      ProductChanged at 1200 of assortment, then
      Error: a bug in two lines
      2 wait behind it
`;

let state: State;
let servers: RunningServers;
let connection: NatsConnection;
let heart: NodeJS.Timeout;
/** What the vertical answers, by message. */
const answers = new Map<string, object>();
let asked: unknown;

beforeAll(async () => {
  state = stateIn(mkdtempSync(join(tmpdir(), 'letters-')));
  servers = await startServers(state.folder, ['explore']);
  claim(state, { address: '', control: '', token: '', nats: servers.natsFor('operator').url });
  connection = await connectAs(servers.natsFor('explore'));
  for (const message of [platformMessages.letters, platformMessages.redeliver, platformMessages.discard])
    connection.subscribe(subjects.request('explore', 'v1', message), {
      callback: (_, request) => {
        asked = request.json();
        const answer = answers.get(message)!;
        const marks = headers();
        if ('status' in answer) marks.set(headerNames.problem, '1');
        request.respond(JSON.stringify(answer), { headers: marks });
      },
    });
  const description = { vertical: 'explore', messages: [], blocks: [], readers: [], keepsLog: true };
  const announcement = JSON.stringify({ vertical: 'explore', version: 'v1', instance: 'explore-1', description });
  heart = setInterval(() => connection.publish(subjects.announcement('explore'), announcement), 200);
});
afterAll(async () => {
  clearInterval(heart);
  await connection?.close();
  await servers?.stop();
  rmSync(state.folder, { recursive: true, force: true });
});

async function letters(...args: string[]) {
  const file = join(import.meta.dirname, '../letters.ts');
  const child = spawn(process.execPath, [file, ...args], { env: { ...process.env, JOGAKBO_STATE: state.folder, NO_COLOR: '1' } });
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [code, out, errors] = await Promise.all([exit, text(child.stdout), text(child.stderr)]);
  return { code, said: out + errors };
}

describe('npm run letters', () => {
  it('lists what has failed, and what waits behind it', async () => {
    answers.set(platformMessages.letters, { letters: [letter], keys: 2 });
    expect(await letters('list')).toEqual({ code: 0, said: `explore: dead letters of 2 keys\n${letterLines}  … and 1 more key\n` });
  });

  it('says so when nothing has failed', async () => {
    answers.set(platformMessages.letters, { letters: [], keys: 0 });
    answers.set(platformMessages.redeliver, nothing);
    expect(await letters('list', '--vertical', 'explore')).toEqual({ code: 0, said: 'no dead letters\n' });
    expect(await letters('redeliver', 'explore')).toEqual({ code: 0, said: 'explore: no dead letters\n' });
  });

  it('redelivers, and fails when a letter has failed again', async () => {
    answers.set(platformMessages.redeliver, { ...nothing, redelivered: 3 });
    expect(await letters('redeliver', 'explore', '--reader', 'listing')).toEqual({ code: 0, said: 'explore: 3 letters redelivered\n' });
    expect(asked).toEqual({ reader: 'listing' });
    answers.set(platformMessages.redeliver, { redelivered: 1, failed: [letter], isWhole: true });
    expect(await letters('redeliver', 'explore')).toEqual({
      code: 1,
      said: `explore: 1 letter redelivered\nFailed again, for the reason given:\n${letterLines}`,
    });
  });

  it('discards one, and says how what waited behind it is redelivered', async () => {
    answers.set(platformMessages.discard, letter);
    expect(await letters('discard', 'explore', '--reader', 'listing', '--position', '1200')).toEqual({
      code: 0,
      said: `explore: the letter of listing at 1200 is discarded
2 waited behind it: npm run letters -- redeliver explore --reader listing --key "p-1"
`,
    });
    expect(asked).toEqual({ reader: 'listing', position: 1200 });
  });

  it('says what is wrong, and the cure', async () => {
    answers.set(platformMessages.redeliver, problem('not-found', 'There is no reader nobody; there is: commands, listing'));
    expect(await letters('redeliver', 'explore', '--reader', 'nobody')).toEqual({
      code: 1,
      said: expect.stringContaining('There is no reader nobody; there is: commands, listing\n  →'),
    });
    expect(await letters('redeliver', 'nowhere')).toEqual({
      code: 1,
      said: expect.stringContaining('nowhere is not running\n  → name one of: explore'),
    });
  });

  it('needs a shop that runs', async () => {
    unclaim(state);
    expect(await letters('list')).toEqual({
      code: 1,
      said: expect.stringContaining("The shop isn't running\n  → start it with `npm start`"),
    });
  });
});
