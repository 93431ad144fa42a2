import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mirrorIn } from './debian-package.ts';

let apt: string;
beforeEach(() => {
  apt = mkdtempSync(join(tmpdir(), 'apt-'));
  mkdirSync(join(apt, 'sources.list.d'));
});
afterEach(() => rmSync(apt, { recursive: true, force: true }));

describe("the machine's Debian mirror", () => {
  it('is found among others in the newer format', () => {
    writeFileSync(join(apt, 'sources.list.d/a.list'), 'deb https://packages.cloud.example.com/apt cloud main\n');
    writeFileSync(
      join(apt, 'sources.list.d/debian.sources'),
      'Types: deb\nURIs: http://mirror.example.com/debian-security\nSuites: bookworm-security\n\nTypes: deb\n# a comment\nURIs: http://mirror.example.com/debian\nSuites: bookworm\nComponents: main\n',
    );
    expect(mirrorIn(apt)).toMatchObject({ uri: 'http://mirror.example.com/debian' });
  });

  it('is found in the older format, with or without options', () => {
    writeFileSync(
      join(apt, 'sources.list'),
      '# deb http://old.example.com/debian bookworm main\ndeb [arch=amd64] http://mirror.example.com/debian/ bookworm main\n',
    );
    expect(mirrorIn(apt)).toMatchObject({ uri: 'http://mirror.example.com/debian/' });
  });

  it('is missing where another system is installed', () => {
    writeFileSync(join(apt, 'sources.list'), 'deb http://archive.ubuntu.com/ubuntu noble main universe\n');
    expect(mirrorIn(apt)).toBeUndefined();
    expect(mirrorIn(join(apt, 'nothing'))).toBeUndefined();
  });
});
