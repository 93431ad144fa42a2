import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Lock, unstatedIn, unverifiedIn, wanderingIn } from './supply.ts';

const root = path.resolve(import.meta.dirname, '../..');
const ours = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as Lock;
const lock = (packages: Lock['packages']): Lock => ({ packages: { '': {}, ...packages } });
const integrity = 'sha512-Zm9v';

describe('the lock file', () => {
  it('states the digest of every package, also of those for other machines', () => {
    expect(Object.keys(ours.packages).length).toBeGreaterThan(500);
    expect(unverifiedIn(ours)).toEqual([]);
  });

  it('states every dependency of every package, so that npm looks up nothing more on any machine', () => {
    expect(unstatedIn(ours)).toEqual([]);
  });

  it('leaves open which registry the packages come from', () => {
    expect(wanderingIn(ours)).toEqual([]);
  });

  it('is refused with a package that has no digest, or a weaker one', () => {
    const packages = {
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b': { integrity: 'sha1-Zm9v' },
      'node_modules/c': { integrity },
    };
    expect(unverifiedIn(lock(packages))).toEqual(['node_modules/a', 'node_modules/b']);
    expect(unverifiedIn(lock({ 'node_modules/ours': { link: true, resolved: 'ours' }, ours: {} }))).toEqual([]);
  });

  it('is refused when it leaves out what a package may want on another machine', () => {
    const parent = { integrity, optionalDependencies: { there: '1', nested: '1', missing: '1' } };
    const packages = { 'node_modules/a': parent, 'node_modules/there': { integrity }, 'node_modules/a/node_modules/nested': { integrity } };
    expect(unstatedIn(lock(packages))).toEqual(['node_modules/a wants missing']);
  });

  it('is refused when it says where a package lies', () => {
    const packages = {
      'node_modules/a': { integrity, resolved: 'https://registry.example/a.tgz' },
      'node_modules/b': { link: true, resolved: 'b' },
    };
    expect(wanderingIn(lock(packages))).toEqual(['node_modules/a']);
  });
});
