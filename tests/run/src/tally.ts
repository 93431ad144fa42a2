/** How many tests of a suite passed, and how many did not. */
export interface Tally {
  passed: number;
  failed: number;
}

/** The sum of all suites. */
export function total(tallies: Tally[]): Tally {
  return tallies.reduce((sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }), {
    passed: 0,
    failed: 0,
  });
}

/** A suite that ends badly or runs nothing has failed, whatever its tests said. */
export function judged(tally: Tally, endedWell: boolean): Tally {
  const ranNothing = tally.passed + tally.failed === 0;
  return ranNothing || (!endedWell && tally.failed === 0) ? { ...tally, failed: tally.failed + 1 } : tally;
}

/** The closing line of a run, which a pipeline reads. */
export const closingLine = ({ passed, failed }: Tally) => `${passed} passed, ${failed} failed`;

/** What Vitest's JSON reporter writes, as far as it is read here. */
export interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

/** A file that can't even be loaded has no tests to count, so it counts itself. */
export function tallyOfVitest({ numPassedTests, numFailedTests, testResults }: VitestReport): Tally {
  const unloadable = testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0);
  return { passed: numPassedTests, failed: numFailedTests + unloadable.length };
}

/** What Playwright's JSON reporter writes, as far as it is read here. */
export interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number };
  errors: unknown[];
}

/** An error outside of any test, such as a file that can't be loaded, counts as one. */
export function tallyOfPlaywright({ stats, errors }: PlaywrightReport): Tally {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}
