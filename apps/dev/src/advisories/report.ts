import { z } from 'zod';

/** From this severity on an advisory stops a pipeline. */
const SEVERE = ['high', 'critical'];

const Advisory = z.object({ title: z.string(), url: z.string(), severity: z.string() });
const Vulnerability = z.object({
  name: z.string(),
  severity: z.string(),
  range: z.string(),
  via: z.array(z.union([z.string(), Advisory])),
});
const Report = z.object({ vulnerabilities: z.record(z.string(), Vulnerability) });
const Refusal = z.object({ message: z.string() });

/** What `npm audit --json` found; a registry without a database of advisories is told of, and is no failure. */
export function judge(output: string): { lines: string[]; isWell: boolean } {
  const said = parsed(output);
  const report = Report.safeParse(said);
  if (!report.success) {
    const reason = Refusal.safeParse(said).data?.message ?? output.trim().split('\n')[0];
    return { lines: [`Advisories were not looked up: ${reason}`], isWell: true };
  }
  const found = Object.values(report.data.vulnerabilities).filter(({ via }) => via.some((each) => typeof each !== 'string'));
  if (found.length === 0) return { lines: ['No advisory is known about any package in the lock file.'], isWell: true };
  return { lines: found.flatMap(linesOf), isWell: !found.some(({ severity }) => SEVERE.includes(severity)) };
}

function linesOf({ name, range, via }: z.infer<typeof Vulnerability>): string[] {
  const advisories = via.filter((each) => typeof each !== 'string');
  return advisories.map(({ title, url, severity }) => `${name} ${range} (${severity}): ${title}, ${url}`);
}

function parsed(output: string): unknown {
  try {
    return JSON.parse(output);
  } catch {
    return undefined;
  }
}
