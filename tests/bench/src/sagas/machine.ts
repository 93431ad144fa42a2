import { readdirSync, readFileSync } from 'node:fs';

/** What processes have used up to now. */
export interface Usage {
  readonly processorSeconds: number;
  /** Resident memory in bytes. */
  readonly resident: number;
}

interface Line {
  readonly pid: number;
  readonly parent: number;
  readonly processorSeconds: number;
}

/** What these processes use, and all that they have started. */
export function usageOf(processes: readonly number[]): Usage {
  const lines = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => lineOf(Number(pid)));
  const belonging = new Set(processes);
  for (let before = -1; before < belonging.size;) {
    before = belonging.size;
    for (const { pid, parent } of lines) if (belonging.has(parent)) belonging.add(pid);
  }
  const theirs = lines.filter(({ pid }) => belonging.has(pid));
  return {
    processorSeconds: theirs.reduce((sum, line) => sum + line.processorSeconds, 0),
    resident: theirs.reduce((sum, { pid }) => sum + residentOf(pid), 0),
  };
}

/** A process may end while it is looked at. */
function lineOf(pid: number): Line[] {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    // Its own time and that of children which have ended, in the hundredths that Linux counts.
    const hundredths = [11, 12, 13, 14].reduce((sum, field) => sum + Number(fields[field]), 0);
    return [{ pid, parent: Number(fields[1]), processorSeconds: hundredths / 100 }];
  } catch {
    return [];
  }
}

/** Memory that processes share counts once in all: what PostgreSQL's processes share would else count for each. */
function residentOf(pid: number): number {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
