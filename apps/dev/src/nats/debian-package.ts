import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The Debian archive that this machine uses already: its mirror, and the keys that it trusts for it. */
export interface DebianMirror {
  uri: string;
  keyring?: string | undefined;
}

// Newest first come those that are tested: `testing` is the next stable release, whatever its name is by then.
const SUITES = ['testing', 'unstable'];

/**
 * Takes the NATS server out of Debian's newest package, with a private apt configuration that reuses the machine's
 * mirror: needs no root, installs nothing, and apt still checks the archive's signature. Answers the binary's path.
 */
export async function fetchDebianPackage(folder: string, signal?: AbortSignal): Promise<string> {
  const mirror = mirrorIn('/etc/apt');
  if (!mirror) throw new Error('this machine uses no Debian mirror');
  const failures: string[] = [];
  for (const suite of SUITES) {
    try {
      return await fetchFrom(mirror, suite, join(folder, suite), signal);
    } catch (error) {
      signal?.throwIfAborted();
      failures.push(
        `${suite}: ${String((error as { stderr?: string }).stderr || error)
          .trim()
          .split('\n')
          .at(-1)}`,
      );
    }
  }
  throw new Error(failures.join('; '));
}

async function fetchFrom(mirror: DebianMirror, suite: string, folder: string, signal?: AbortSignal): Promise<string> {
  const options = await privateApt(mirror, suite, folder);
  const apt = (...command: string[]) => run('apt-get', [...options, ...command], { cwd: folder, signal, timeout: 180_000 });
  await apt('update');
  await apt('download', 'nats-server');
  const archive = readdirSync(folder).find((name) => name.endsWith('.deb'));
  if (!archive) throw new Error('apt-get download left no package');
  await run('dpkg', ['-x', join(folder, archive), join(folder, 'files')], { signal });
  return join(folder, 'files/usr/sbin/nats-server');
}

async function privateApt(mirror: DebianMirror, suite: string, folder: string): Promise<string[]> {
  const at = (name: string) => join(folder, name);
  for (const name of ['sources', 'lists/partial', 'cache/archives/partial']) await mkdir(at(name), { recursive: true });
  await writeFile(at('sources/debian.sources'), stanza(mirror, suite));
  const options = {
    'Dir::Etc::sourcelist': '/dev/null',
    'Dir::Etc::sourceparts': at('sources'),
    'Dir::Etc::preferences': '/dev/null',
    'Dir::Etc::preferencesparts': '/dev/null',
    'Dir::State::lists': at('lists'),
    'Dir::Cache': at('cache'),
    'Acquire::Languages': 'none',
    'Acquire::http::Timeout': '15',
    'Acquire::Retries': '1',
    // As root, apt would download as a user who can't reach a private folder; signatures are checked all the same.
    'APT::Sandbox::User': 'root',
    // An unreachable mirror is an error here, not a warning about old lists.
    'APT::Update::Error-Mode': 'any',
  };
  return ['-q', ...Object.entries(options).flatMap(([name, value]) => ['-o', `${name}=${value}`])];
}

function stanza({ uri, keyring }: DebianMirror, suite: string): string {
  const lines = ['Types: deb', `URIs: ${uri}`, `Suites: ${suite}`, 'Components: main', keyring ? `Signed-By: ${keyring}` : ''];
  return `${lines.filter(Boolean).join('\n')}\n`;
}

/** The mirror of Debian's main archive that an apt configuration folder names, in either of apt's two formats. */
export function mirrorIn(configuration: string): DebianMirror | undefined {
  const parts = join(configuration, 'sources.list.d');
  const names = existsSync(parts) ? readdirSync(parts).map((name) => join(parts, name)) : [];
  for (const file of [join(configuration, 'sources.list'), ...names].filter((name) => existsSync(name))) {
    const found = file.endsWith('.sources') ? mirrorInStanzas(readFileSync(file, 'utf8')) : mirrorInList(readFileSync(file, 'utf8'));
    if (found) return found;
  }
  return undefined;
}

function mirrorInStanzas(text: string): DebianMirror | undefined {
  const field = (part: string, name: string) => new RegExp(`^${name}:\\s*(\\S+)`, 'im').exec(part)?.[1];
  const archive = text.split(/\n\s*\n/).find((part) => isDebianArchive(field(part, 'URIs')));
  const uri = archive && field(archive, 'URIs');
  return uri ? { uri, keyring: keyringFile(archive && field(archive, 'Signed-By')) } : undefined;
}

function mirrorInList(text: string): DebianMirror | undefined {
  const entries = [...text.matchAll(/^\s*deb\s+(?:\[([^\]]*)\]\s+)?(\S+)/gm)];
  const entry = entries.find(([, , uri]) => isDebianArchive(uri));
  return entry?.[2] ? { uri: entry[2], keyring: keyringFile(/signed-by=(\S+)/.exec(entry[1] ?? '')?.[1]) } : undefined;
}

const isDebianArchive = (uri = '') => /\/debian\/?$/.test(uri);

const DEBIAN_KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';

function keyringFile(named?: string): string | undefined {
  return [named, DEBIAN_KEYRING].find((file) => file?.startsWith('/') && existsSync(file));
}
