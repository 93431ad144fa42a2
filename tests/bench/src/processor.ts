import { readdirSync, readFileSync } from 'node:fs';

const TICKS = 100;

/** Seconds that a process and its children have used of a processor, as the kernel counts them. */
export function processorSecondsOf(pid: number): number {
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (statOf(name) ?? []) : []));
  const childrenOf = Map.groupBy(all, ({ parent }) => parent);
  const sum = (of: number): number => (childrenOf.get(of) ?? []).reduce((total, child) => total + child.ticks + sum(child.pid), 0);
  const own = all.find((each) => each.pid === pid)?.ticks ?? 0;
  return (own + sum(pid)) / TICKS;
}

function statOf(name: string) {
  try {
    const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // Its own time, and that of its children that have ended.
    const ticks = fields.slice(11, 15).reduce((total, each) => total + Number(each), 0);
    return { pid: Number(name), parent: Number(fields[1]), ticks };
  } catch {
    // It has ended in the meantime.
    return undefined;
  }
}
