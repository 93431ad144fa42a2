import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './contracts.ts';

/** What makes a text of an error that was caught. */
const textOfError = /\bString\(|\b(error|cause|reason|failure)\.(message|stack)\b|\$\{(error|cause|failure)\}|\b(reasonOf|messageOf)\(/;

/** The calls in a source that make problem details, each with all that it is given. */
function problemsMade(source: string): string[] {
  return [...source.matchAll(/\b(?:problem|httpProblem|HttpProblem)\(/g)].map(({ index, 0: name }) => {
    let depth = 0;
    const rest = source.slice(index + name.length - 1);
    for (const { index: at, 0: bracket } of rest.matchAll(/[()]/g)) {
      depth += bracket === '(' ? 1 : -1;
      if (depth === 0) return name + rest.slice(1, at + 1);
    }
    return name + rest.slice(1);
  });
}
const telling = (source: string) => problemsMade(source).filter((made) => textOfError.test(made));

const sources = globSync(
  ['platform/*/src/**/*.{ts,tsx}', 'apps/gateway/src/**/*.ts', 'shell/src/**/*.{ts,tsx}', 'verticals/*/*/src/**/*.{ts,tsx}'],
  {
    cwd: root,
  },
).filter((file) => !/\.spec\.tsx?$/.test(file));

describe('What an error says stays inside: a problem goes to whoever asked, and its cause to the log', () => {
  it.each([
    "throw new ProblemError(problem('internal', `It failed: ${String(error)}`));",
    "problem('too-large', error.message)",
    'new HttpProblem(400, `(${error})`)',
    "problem('unavailable', reasonOf(error))",
  ])('%s is found', (source) => expect(telling(source)).toHaveLength(1));
  it('is so where the cause is given beside it', () =>
    expect(telling("throw new ProblemError(problem('internal', `It (${name}) failed`), { cause: String(error) });")).toEqual([]));
  it('is so everywhere', () => {
    expect(sources.length).toBeGreaterThan(300);
    expect(sources.flatMap((file) => telling(readFileSync(path.join(root, file), 'utf8')).map((made) => `${file}: ${made}`))).toEqual([]);
  });
});
