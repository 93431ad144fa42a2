import { existsSync } from 'node:fs';
import { chromium, type Browser } from '@playwright/test';

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The Chromium that the setting names, else Playwright's own, else Debian's. */
export function launch(): Promise<Browser> {
  const executablePath = [process.env['CHROMIUM'], chromium.executablePath(), '/usr/bin/chromium'].find((file) => file && existsSync(file));
  if (!executablePath) throw new Error('There is no Chromium: install it, or let CHROMIUM name one.');
  return chromium.launch({ executablePath, args });
}
