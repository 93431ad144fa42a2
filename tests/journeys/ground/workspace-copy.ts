import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';

const workspace = path.resolve(import.meta.dirname, '../../..');
/** Where the shop under test keeps its releases. */
export const stateFolder = path.resolve(workspace, process.env['JOGAKBO_STATE'] ?? '.jogakbo');
const left = /(^|\/)(node_modules|\.git|\.jogakbo.*|\.nx|\.cache|dist|test-results|e2e)$/;

/** A copy of the workspace in which a team changes its vertical, and releases it into the running shop. */
export class WorkspaceCopy {
  private readonly root = mkdtempSync(path.join(tmpdir(), 'workspace-'));

  constructor() {
    cpSync(workspace, this.root, { recursive: true, filter: (source) => !left.test(path.relative(workspace, source)) });
    const installed = path.join(workspace, 'node_modules');
    mkdirSync(path.join(this.root, 'node_modules/@jogakbo'), { recursive: true });
    for (const name of readdirSync(installed))
      if (name !== '@jogakbo') symlinkSync(path.join(installed, name), path.join(this.root, 'node_modules', name));
    // The workspace's own packages are linked by relative paths, so that in the copy they are the copy's.
    for (const name of readdirSync(path.join(installed, '@jogakbo')))
      symlinkSync(readlinkSync(path.join(installed, '@jogakbo', name)), path.join(this.root, 'node_modules/@jogakbo', name));
  }

  /** Changes one text in one file. */
  edit(file: string, before: string, after: string): this {
    const place = path.join(this.root, file);
    const text = readFileSync(place, 'utf8');
    expect(text, file).toContain(before);
    writeFileSync(place, text.replace(before, after));
    return this;
  }

  /** `npm run deploy -- <unit>` as its team would run it; resolves with the version that is live then. */
  deploy(unit: string): Promise<string> {
    return deploy(this.root, unit);
  }

  remove() {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** `npm run deploy -- <unit> --to <version>`: puts a release live that has been built before. */
export const goBack = (unit: string, version: string): Promise<string> => deploy(workspace, unit, '--to', version);

async function deploy(cwd: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('npm', ['run', '--silent', 'deploy', '--', ...args], {
    cwd,
    env: { ...process.env, JOGAKBO_STATE: stateFolder },
  });
  const version = /(\w{12}) is live/.exec(stdout)?.[1];
  expect(version, stdout).toBeDefined();
  return version!;
}
