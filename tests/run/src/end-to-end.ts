import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { claimOf } from '../claim.ts';
import { removeElsewhere } from '../postgres/places.ts';
import { Problem } from '../problem.ts';
import { endLeftovers } from '../process/record.ts';
import type { Progress } from '../progress.ts';
import { repositoryRoot, type Settings, settingsFrom } from '../settings.ts';
import { type Shop, startShop } from '../shop.ts';
import { stateIn } from '../state.ts';
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
  await clear(settings.state);
  try {
    return await playOn(settings, browser, stage);
  } finally {
    await clear(settings.state);
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

/** Where a shop is that is only for a test: its own folder, and ports that are free. */
export const ownPlace = {
  JOGAKBO_STATE: '.jogakbo/test',
  HOST: '127.0.0.1',
  PORT: '0',
  NATS_PORT: '0',
  POSTGRES_PORT: '0',
  CONTROL_PORT: '0',
};

/** Ends what an earlier run left behind, then removes what its shop remembers: all but what equal sources would make again. */
export async function clear(folder: string): Promise<void> {
  const state = stateIn(folder);
  const holder = claimOf(state);
  if (holder && holder.pid !== process.pid)
    throw new Problem(`Another test run uses ${folder} (process ${holder.pid})`, 'wait until it has ended');
  await endLeftovers(state.run);
  removeElsewhere(state);
  const kept = ['releases', 'cache'];
  const left = existsSync(folder) ? readdirSync(folder).filter((name) => !kept.includes(name)) : [];
  for (const name of left) rmSync(join(folder, name), { recursive: true, force: true });
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
