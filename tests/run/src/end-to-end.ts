import {
  claimOf,
  clearState,
  ownPlace,
  type Progress,
  repositoryRoot,
  type Settings,
  settingsFrom,
  type Shop,
  startShop,
} from '@jogakbo/dev';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { obtainBrowser } from './browser.ts';
import { command, program } from './command.ts';
import { judged, type PlaywrightReport, type Tally, tallyOfPlaywright } from './tally.ts';

/** What the end-to-end tests are run with. */
export interface Stage {
  progress: Progress;
  reports: string;
  /** Which test files; all of them when empty. */
  files: string[];
  signal: AbortSignal;
  force: AbortSignal;
}

/** Starts a shop of its own, lets Playwright test it, and stops it again. */
export async function runEndToEnd(stage: Stage): Promise<Tally> {
  const browser = await stage.progress.step('browser', async (note) => obtainBrowser(note, stage.signal));
  const settings = settingsFrom({ ...process.env, ...ownPlace }, repositoryRoot);
  await clearState(settings.state);
  try {
    return await playOn(settings, browser, stage);
  } finally {
    await clearState(settings.state);
  }
}

async function playOn(settings: Settings, browser: string, stage: Stage): Promise<Tally> {
  const { progress, signal, force } = stage;
  const shop = await startShop(settings, { progress, signal, force });
  try {
    return await play(shop, browser, stage);
  } finally {
    await progress.step('shop stopped', () => shop.stop());
  }
}

async function play(shop: Shop, browser: string, { reports, files, signal }: Stage): Promise<Tally> {
  const report = join(reports, 'end-to-end.json');
  const holder = claimOf(shop.state);
  const environment = {
    CHROMIUM: browser,
    SHOP_ADDRESS: shop.address,
    SHOP_CONTROL: holder?.control ?? '',
    SHOP_CONTROL_TOKEN: holder?.token ?? '',
    STAFF_TOKEN: shop.staffToken,
    JOGAKBO_STATE: shop.state.folder,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  };
  // Who names files wants these, one after the other, and not what would come before them.
  const chosen = files.length > 0 ? ['--no-deps', '--workers=1', ...files] : [];
  const { well } = await command(program('@playwright/test/cli.js', 'test', '--reporter=list,json', ...chosen), { environment, signal });
  const tally = existsSync(report)
    ? tallyOfPlaywright(JSON.parse(readFileSync(report, 'utf8')) as PlaywrightReport)
    : { passed: 0, failed: 0 };
  return judged(tally, well);
}
