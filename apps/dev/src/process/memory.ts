import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { childrenOf } from './identity.ts';

/** Resident memory of a process and the processes it has started, in bytes; memory they share is counted once. */
export function residentBytes(pid: number): number {
  if (process.platform !== 'linux') return psResident(pid);
  const own = linuxMemory(pid);
  const children = childrenOf(pid).map(linuxMemory);
  const anonymous = children.reduce((sum, child) => sum + child.anonymous, 0);
  const shared = Math.max(own.shared, ...children.map((child) => child.shared));
  return own.resident + anonymous + (shared - own.shared);
}

function linuxMemory(pid: number): { resident: number; anonymous: number; shared: number } {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const bytes = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0) * 1024;
    return { resident: bytes('VmRSS'), anonymous: bytes('RssAnon'), shared: bytes('RssShmem') };
  } catch {
    return { resident: 0, anonymous: 0, shared: 0 };
  }
}

function psResident(pid: number): number {
  try {
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).trim()) * 1024;
  } catch {
    return 0;
  }
}
