import { describe, expect, it } from 'vitest';
import { closingLine, judged, tallyOfPlaywright, tallyOfVitest, total } from './tally.ts';

describe('the closing line', () => {
  it('adds up all suites', () => {
    const sum = total([
      { passed: 3, failed: 0 },
      { passed: 1, failed: 2 },
    ]);
    expect(closingLine(sum)).toBe('4 passed, 2 failed');
  });
});

describe('a suite', () => {
  it('that ran no test has failed', () => expect(judged({ passed: 0, failed: 0 }, true)).toEqual({ passed: 0, failed: 1 }));
  it('that ended badly has failed, though each test passed', () =>
    expect(judged({ passed: 5, failed: 0 }, false)).toEqual({ passed: 5, failed: 1 }));
  it('counts its failures once', () => expect(judged({ passed: 5, failed: 2 }, false)).toEqual({ passed: 5, failed: 2 }));

  it('of Vitest counts files that could not be loaded', () => {
    const testResults = [
      { status: 'failed', assertionResults: [] },
      { status: 'failed', assertionResults: ['one'] },
      { status: 'passed', assertionResults: ['one', 'two'] },
    ];
    expect(tallyOfVitest({ numPassedTests: 2, numFailedTests: 1, testResults })).toEqual({ passed: 2, failed: 2 });
  });

  it('of Playwright counts flaky tests as failed, and errors outside of tests', () => {
    expect(tallyOfPlaywright({ stats: { expected: 4, unexpected: 1, flaky: 1 }, errors: ['cannot load'] })).toEqual({
      passed: 4,
      failed: 3,
    });
  });
});
