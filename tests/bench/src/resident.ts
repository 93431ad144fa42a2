import { readFileSync } from 'node:fs';
import { median } from './statistics.ts';

/** Memory counts as flat when its last quarter stays within this of its second. */
export const FLAT = 1.15;

/** What a process has resident, in bytes. */
export function residentOf(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0) * 1024;
}

/** How many times the memory of the second quarter that of the last one is. */
export function growthOf(resident: readonly number[]): number {
  const quarter = Math.ceil(resident.length / 4);
  return median(resident.slice(-quarter)) / median(resident.slice(quarter, 2 * quarter));
}
