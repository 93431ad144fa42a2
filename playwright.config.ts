import { defineConfig } from '@playwright/test';
import { browserArguments } from '@jogakbo/testing/browser';

const { CHROMIUM: executablePath, SHOP_ADDRESS: baseURL } = process.env;

/** A journey whose faults are its own page's: nobody else meets them. */
const ownPageOnly = 'tests/journeys/scripts.e2e.spec.ts';

/** Tests of the composed page; `npm test` starts the shop they need and names it in the environment. */
export default defineConfig({
  testDir: '.',
  outputDir: 'test-results',
  forbidOnly: Boolean(process.env['CI']),
  retries: 0,
  // Who only looks does so beside others; who breaks something is alone with the shop.
  workers: 2,
  projects: [
    { name: 'blocks', testMatch: ['verticals/*/e2e/**/*.e2e.spec.ts', 'shell/e2e/**/*.e2e.spec.ts', ownPageOnly] },
    { name: 'journeys', testMatch: 'tests/journeys/**/*.e2e.spec.ts', testIgnore: ownPageOnly, dependencies: ['blocks'], workers: 1 },
    { name: 'chaos', testMatch: 'tests/chaos/**/*.e2e.spec.ts', dependencies: ['journeys'], workers: 1 },
  ],
  // Bounds for a machine that is busy; a test waits for facts and ends when they are there.
  timeout: 60_000,
  expect: { timeout: 20_000 },
  use: {
    baseURL,
    viewport: { width: 1280, height: 800 },
    trace: 'retain-on-failure',
    launchOptions: { args: browserArguments, ...(executablePath && { executablePath }) },
  },
});
