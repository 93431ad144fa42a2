import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const VERSION = '2.15.0';

// From the release's own SHA256SUMS; the official Docker image of 2.15 pins the same digests for Linux.
const DIGESTS: Record<string, string> = {
  'linux-amd64': '5d2c51caca950333aba84911df7d377f826f3a59ec36061c6539105084f65c92',
  'linux-arm64': 'cdc208f5a3f42963a52b6ab06ef65626bb870315dc936e26ba571780c6351112',
  'darwin-amd64': '5bd8b59ca5bf93fab3da2c5843cf564cd6e2e291e22ae3b861746e7ebe259b95',
  'darwin-arm64': 'e1c4e22d70bd44abfa0bcb3c16f7cf0c66f648c2e728c58924e8a1ce88913cc8',
};

const ARCHITECTURES: Record<string, string> = { x64: 'amd64', arm64: 'arm64' };

/** The official release archive for a machine: where it is, and the digest that it must have. */
export function archiveFor(platform: string, architecture: string): { url: string; name: string; sha256: string } {
  const target = `${platform}-${ARCHITECTURES[architecture]}`;
  const sha256 = DIGESTS[target];
  if (!sha256) throw new Error(`no official archive is pinned for ${platform} on ${architecture}`);
  const name = `nats-server-v${VERSION}-${target}`;
  return { url: `https://github.com/nats-io/nats-server/releases/download/v${VERSION}/${name}.tar.gz`, name, sha256 };
}

/** Fetches the official release into a folder, refuses it if one byte differs, and answers the binary's path. */
export async function fetchOfficialArchive(folder: string, signal?: AbortSignal): Promise<string> {
  const { url, name, sha256 } = archiveFor(process.platform, process.arch);
  const bytes = await download(url, signal);
  const digest = createHash('sha256').update(bytes).digest('hex');
  if (digest !== sha256) throw new Error(`${url} has the digest ${digest} instead of ${sha256}`);
  const archive = join(folder, 'nats-server.tar.gz');
  await writeFile(archive, bytes);
  await promisify(execFile)('tar', ['-xzf', archive, '-C', folder], { signal });
  return join(folder, name, 'nats-server');
}

async function download(url: string, signal?: AbortSignal): Promise<Buffer> {
  // A machine without the internet should be told so soon, a slow line should be waited for.
  const reached = new AbortController();
  const unreachable = setTimeout(() => reached.abort(new Error('no answer within 10 s')), 10_000);
  const limits = [reached.signal, AbortSignal.timeout(300_000), ...(signal ? [signal] : [])];
  try {
    const answer = await fetch(url, { signal: AbortSignal.any(limits) });
    if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
    clearTimeout(unreachable);
    return Buffer.from(await answer.arrayBuffer());
  } finally {
    clearTimeout(unreachable);
  }
}
