import { afterEach, beforeEach, expect, it, vi } from 'vitest';

beforeEach(() => vi.resetModules());
afterEach(() => vi.unstubAllEnvs());
const named = async (file: string) => {
  vi.stubEnv('YARDSTICK_FEED', file);
  return (await import('./yardstick.ts')).yardstickFile;
};

it('a yardstick that is named is taken', async () => {
  expect(await named(import.meta.filename)).toBe(import.meta.filename);
});

it('a yardstick that is named and not there is no reason to skip its tests', async () => {
  await expect(named('/nowhere/feed.json')).rejects.toThrow('YARDSTICK_FEED names /nowhere/feed.json');
});
