import { chromium, type Browser } from '@playwright/test';
import { obtainBrowser } from '@jogakbo/run-tests';
import { browserArguments } from '@jogakbo/testing/browser';

/** The Chromium that end-to-end tests use, started as they start it. */
export async function launch(): Promise<Browser> {
  const executablePath = await obtainBrowser(console.log, new AbortController().signal);
  return chromium.launch({ executablePath, args: browserArguments });
}
