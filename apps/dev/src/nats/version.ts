import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The oldest NATS server that keeps our promises: older ones ignore what we ask of JetStream without saying so. */
export const OLDEST_NATS = '2.12.0';

/** The version that a NATS server's binary says it has; rejects when the file can't be run. */
export async function versionOf(binary: string): Promise<string> {
  const { stdout } = await promisify(execFile)(binary, ['--version'], { timeout: 10_000 });
  const version = /v?(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
  if (!version) throw new Error(`${binary} --version says ${JSON.stringify(stdout.trim().slice(0, 60))}`);
  return version;
}

/** Compares versions number by number, as strings would not: 2.9 is older than 2.12. */
export function isAtLeast(version: string, least: string): boolean {
  const wanted = least.split('.').map(Number);
  const given = version.split('.').map(Number);
  const differs = wanted.findIndex((part, index) => part !== given[index]);
  return differs === -1 || (given[differs] ?? 0) > (wanted[differs] ?? 0);
}
