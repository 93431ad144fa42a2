import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { versionOf } from './inputs.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'inputs-'));
  write('package.json', JSON.stringify({ workspaces: ['apps/*', 'platform/*'] }));
  write('package-lock.json', '{}');
  write('apps/gateway/package.json', JSON.stringify({ name: '@jogakbo/gateway', dependencies: { '@jogakbo/runtime': '*' } }));
  write('platform/runtime/package.json', JSON.stringify({ name: '@jogakbo/runtime' }));
  write('platform/vertical/package.json', JSON.stringify({ name: '@jogakbo/vertical' }));
  write('platform/release/package.json', JSON.stringify({ name: '@jogakbo/release' }));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, content: string): void {
  mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
  writeFileSync(path.join(root, file), content);
}

it.each([
  'apps/gateway/src/main.ts',
  'apps/gateway/src/protection.ts',
  'apps/gateway/src/contesting/main.ts',
  'platform/runtime/src/call.ts',
  'platform/release/src/bundle.ts',
  'package-lock.json',
])('a change of %s gives another version', (file) => {
  const before = versionOf(root, 'gateway');
  write(file, 'changed');
  expect(versionOf(root, 'gateway')).not.toBe(before);
});

it.each([
  'apps/gateway/src/main.spec.ts',
  'apps/gateway/src/gateway.integration.spec.ts',
  'apps/gateway/src/testing/shop.ts',
  'apps/gateway/src/under-test/shop.ts',
  'apps/gateway/src/provider.conformance.ts',
  'apps/gateway/src/order.fixture.ts',
  'apps/gateway/e2e/page.ts',
  'apps/gateway/README.md',
  'platform/runtime/src/fixture/ordering.ts',
  'platform/runtime/src/testing.ts',
  'platform/vertical/src/vertical.ts',
])('a change of %s, which no release of it has, gives the same version', (file) => {
  const before = versionOf(root, 'gateway');
  write(file, 'changed');
  expect(versionOf(root, 'gateway')).toBe(before);
});
