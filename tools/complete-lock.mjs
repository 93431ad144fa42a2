// Completes package-lock.json. npm leaves out optional packages that the registry at hand doesn't have, such as other
// platforms' binaries, and `npm ci` then rejects the lock. Here they are stated; npm skips them by their os and cpu.
import { readFileSync, writeFileSync } from 'node:fs';

const file = process.argv[2] ?? 'package-lock.json';
const lock = JSON.parse(readFileSync(file, 'utf8'));
const OS = /darwin|win32|freebsd|android|openharmony|aix|sunos|netbsd|openbsd|linux/;
const CPU = /arm64|x64|ia32|arm|ppc64|riscv64|s390x|loong64|mips64el/;

/** Whether a package finds this dependency in its own node_modules or in one further out. */
function isStated(from, name) {
  for (let folder = from; ; folder = folder.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, '')) {
    if (lock.packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true;
    if (!folder.includes('node_modules/')) return folder !== '' && isStated('', name);
  }
}

/** A platform that a package's name speaks of; one that speaks of none, such as wasm, is for no machine. */
const spokenOf = (pattern, name) => [pattern.exec(name)?.[0] ?? 'none'];

/** What npm writes of a package for another machine, in npm's order. */
const stub = (name, range) => ({
  version: range.replace(/^npm:.*@|^[\^~]/g, ''),
  cpu: spokenOf(CPU, name),
  dev: true,
  ...(name.includes('musl') && { libc: ['musl'] }),
  optional: true,
  os: spokenOf(OS, name),
});

const missing = Object.entries(lock.packages).flatMap(([from, { optionalDependencies = {} }]) =>
  Object.entries(optionalDependencies).filter(([name]) => !isStated(from, name)),
);
for (const [name, range] of missing) lock.packages[`node_modules/${name}`] ??= stub(name, range);
const sorted = Object.entries(lock.packages).sort(([one], [other]) => one.localeCompare(other, 'en'));
writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`);
process.stdout.write(`${missing.length} optional packages added to ${file}\n`);
