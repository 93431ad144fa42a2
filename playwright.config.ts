import { defineConfig } from '@playwright/test';
import { browserArguments } from '@jogakbo/testing/browser';

const { CHROMIUM: executablePath, SHOP_ADDRESS: baseURL } = process.env;

/** Tests of the composed page; `npm test` starts the shop they need and names it in the environment. */
export default defineConfig({
  testDir: '.',
  testMatch: ['verticals/*/e2e/**/*.e2e.spec.ts', 'shell/e2e/**/*.e2e.spec.ts', 'tests/journeys/**/*.e2e.spec.ts'],
  outputDir: 'test-results',
  forbidOnly: Boolean(process.env['CI']),
  workers: 1,
  retries: 0,
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
