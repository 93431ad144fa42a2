import { platformMessages } from '@jogakbo/protocol';
import { problem } from '@jogakbo/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unclaim } from '@jogakbo/dev';
import { AnsweringVertical } from '../fixture/answering-vertical.ts';

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

let explore: AnsweringVertical;

beforeAll(async () => {
  const { letters, redeliver, discard } = platformMessages;
  explore = await AnsweringVertical.start('explore', [letters, redeliver, discard]);
});
afterAll(() => explore?.stop());

const deadLetters = (...args: string[]) => explore.run('dead-letters', ...args);

describe('npm run dead-letters', () => {
  it('lists what has failed, and what waits behind it', async () => {
    explore.answers.set(platformMessages.letters, { letters: [letter], keys: 2 });
    expect(await deadLetters('list')).toEqual({ code: 0, said: `explore: dead letters of 2 keys\n${letterLines}  … and 1 more key\n` });
  });

  it('lists readers that cannot go on, and fails then', async () => {
    const failing = [{ reader: 'listing', stream: 'assortment', position: 12, reason: 'listing cannot go on:\n no room', since: 'then' }];
    explore.answers.set(platformMessages.letters, { letters: [], keys: 0, failing });
    expect(await deadLetters('list')).toEqual({
      code: 1,
      said: `explore: 1 reader cannot go on
  listing stands still at 12 of assortment, since then
      listing cannot go on: no room
`,
    });
  });

  it('says so when nothing has failed', async () => {
    explore.answers.set(platformMessages.letters, { letters: [], keys: 0 });
    explore.answers.set(platformMessages.redeliver, nothing);
    expect(await deadLetters('list', '--vertical', 'explore')).toEqual({ code: 0, said: 'no dead letters\n' });
    expect(await deadLetters('redeliver', 'explore')).toEqual({ code: 0, said: 'explore: no dead letters\n' });
  });

  it('redelivers, and fails when a dead letter has failed again', async () => {
    explore.answers.set(platformMessages.redeliver, { ...nothing, redelivered: 3 });
    expect(await deadLetters('redeliver', 'explore', '--reader', 'listing')).toEqual({
      code: 0,
      said: 'explore: 3 dead letters redelivered\n',
    });
    expect(explore.asked).toEqual({ reader: 'listing' });
    explore.answers.set(platformMessages.redeliver, { redelivered: 1, failed: [letter], isWhole: true });
    expect(await deadLetters('redeliver', 'explore')).toEqual({
      code: 1,
      said: `explore: 1 dead letter redelivered\nFailed again, for the reason given:\n${letterLines}`,
    });
  });

  it('discards one, and says how what waited behind it is redelivered', async () => {
    explore.answers.set(platformMessages.discard, letter);
    expect(await deadLetters('discard', 'explore', '--reader', 'listing', '--position', '1200')).toEqual({
      code: 0,
      said: `explore: the dead letter of listing at 1200 is discarded
2 waited behind it: npm run dead-letters -- redeliver explore --reader listing --key "p-1"
`,
    });
    expect(explore.asked).toEqual({ reader: 'listing', position: 1200 });
  });

  it('says what is wrong, and the cure', async () => {
    explore.answers.set(platformMessages.redeliver, problem('not-found', 'There is no reader nobody; there is: commands, listing'));
    expect(await deadLetters('redeliver', 'explore', '--reader', 'nobody')).toEqual({
      code: 1,
      said: expect.stringContaining('There is no reader nobody; there is: commands, listing\n  →'),
    });
    expect(await deadLetters('redeliver', 'nowhere')).toEqual({
      code: 1,
      said: expect.stringContaining('nowhere is not running\n  → name one of: explore'),
    });
  });

  it('needs a shop that runs', async () => {
    unclaim(explore.state);
    expect(await deadLetters('list')).toEqual({
      code: 1,
      said: expect.stringContaining("The shop isn't running\n  → start it with `npm start`"),
    });
  });
});
