import { defineConfig } from 'vitest/config';
import { planting } from './tests/faults/src/teeth/planting.ts';

const ignored = ['**/node_modules/**', '**/dist/**', '**/*.e2e.spec.ts', '.jogakbo/**', '**/.cache/**', 'tests/architecture/fixtures/**'];

/** Two kinds of specs: those that need nothing but this process, and those that need real servers. */
export default defineConfig({
  plugins: [planting()],
  test: {
    // A planted bug must not outlive its run.
    fsModuleCache: !process.env['PLANTED_BUG'],
    env: { LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'error' },
    // A bound for a machine that is busy; a test waits for facts and goes on when they are there.
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.spec.{ts,tsx}'],
          exclude: [...ignored, '**/*.integration.spec.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['**/*.integration.spec.ts'],
          exclude: ignored,
          // Each file has servers of its own, and waits for them more than it works.
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
