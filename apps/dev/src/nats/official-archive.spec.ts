import { expect, it } from 'vitest';
import { archiveFor } from './official-archive.ts';

it.each([
  ['linux', 'x64', 'linux-amd64'],
  ['linux', 'arm64', 'linux-arm64'],
  ['darwin', 'x64', 'darwin-amd64'],
  ['darwin', 'arm64', 'darwin-arm64'],
])('the archive for %s on %s is the one for %s, with a digest of its own', (platform, architecture, target) => {
  const archive = archiveFor(platform, architecture);
  expect(archive.url).toMatch(
    new RegExp(`^https://github.com/nats-io/nats-server/releases/download/v[\\d.]+/nats-server-v[\\d.]+-${target}.tar.gz$`),
  );
  expect(archive.sha256).toMatch(/^[0-9a-f]{64}$/);
});

it('other machines have none', () => {
  expect(() => archiveFor('linux', 'riscv64')).toThrow('riscv64');
});
