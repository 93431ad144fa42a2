import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { Problem } from '@jogakbo/dev';
import { command, program } from './command.ts';

const DEBIAN = '/usr/bin/chromium';

/** Finds a Chromium for end-to-end tests, or fetches one: the setting, Playwright's own, the machine's, then the internet. */
export async function obtainBrowser(note: (detail: string) => void, signal: AbortSignal): Promise<string> {
  const found = [process.env['CHROMIUM'], chromium.executablePath(), ...onPath()].find((file) => file && existsSync(file));
  if (found) return found;
  note('fetching the one that Playwright brings');
  const environment = { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '5000' };
  await command(program('playwright/cli.js', 'install', 'chromium'), { environment, quiet: true, signal });
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    note("fetching Debian's");
    const options = { environment: { DEBIAN_FRONTEND: 'noninteractive' }, quiet: true, signal };
    await command(['apt-get', 'update'], options);
    await command(['apt-get', 'install', '--yes', '--no-install-recommends', 'chromium'], options);
    if (existsSync(DEBIAN)) return DEBIAN;
  }
  throw new Problem('There is no Chromium for the end-to-end tests', 'install it (`apt-get install chromium`), or let CHROMIUM name one');
}

function onPath(): string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return ['chromium', 'chromium-browser', 'google-chrome'].flatMap((name) => folders.map((folder) => join(folder, name)));
}
