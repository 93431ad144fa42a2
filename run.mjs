// The door for any Node ≥ 20: installs what is missing, then runs the given file on the Node that the project brings.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url));
const modules = join(root, 'node_modules');
const [file, ...args] = process.argv.slice(2);

function leave(message, cure) {
  process.stderr.write(`${message}\n  → ${cure}\n`);
  process.exit(1);
}

/** Whether every package that the lock asks of every machine is installed, in the version that it names. */
function isInstalled() {
  const installed = join(modules, '.package-lock.json');
  if (!existsSync(installed)) return false;
  if (statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs) return true;
  // A fresh checkout touches the lock without changing it, so the contents decide.
  const present = JSON.parse(readFileSync(installed, 'utf8')).packages;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional, link }]) => path === '' || optional || (link ? present[path]?.link : present[path]?.version === version),
  );
}

function install() {
  process.stdout.write('· installing packages (npm ci) …\n');
  const { status, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error) leave(`npm can't be run: ${error.message}`, 'install npm, which comes with Node (https://nodejs.org)');
  if (status !== 0)
    leave('The packages could not be installed', 'read what npm says above, mend it, and try again; `npm ci` alone shows the same');
}

/** The Node that runs TypeScript: the project's own, or this one if it can. */
function nodeWithTypes() {
  const own = join(modules, '.bin', 'node');
  if (existsSync(own) && spawnSync(own, ['--version']).status === 0) return own;
  if (process.features.typescript) return process.execPath;
  return leave(
    `There is no Node of the project's own for ${process.platform} on ${process.arch}, and this one, ${process.versions.node}, can't run TypeScript`,
    'install Node 24 (https://nodejs.org), or install again with optional packages: `npm ci --include=optional`',
  );
}

function run(node) {
  const path = `${join(modules, '.bin')}${delimiter}${process.env.PATH ?? ''}`;
  // The channel tells the child when this process is gone, even if it was killed.
  const child = spawn(node, [join(root, file), ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PATH: path },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forwarder(child, signal));
  watchParent(() => child.kill('SIGTERM'));
  child.on('error', (error) => leave(`${node} can't be run: ${error.message}`, 'remove node_modules and try again'));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

/** Notices when npm's shell is gone: npm passes SIGTERM to that shell alone, which ends without telling anybody. */
function watchParent(gone) {
  const parent = process.ppid;
  if (!process.env.npm_lifecycle_event) return;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    gone();
  }, 250);
  watch.unref();
}

/** Passes a signal on once, though the terminal and npm may both send the same press of Ctrl-C. */
function forwarder(child, signal) {
  let passedAt = Number.NEGATIVE_INFINITY;
  return () => {
    const again = performance.now() - passedAt > 300;
    passedAt = performance.now();
    if (again) child.kill(signal);
  };
}

if (!file) leave('Say which file is to be run', 'use the scripts of package.json, such as `npm start`');
if (Number.parseInt(process.versions.node, 10) < 20)
  leave(`Node ${process.versions.node} is too old: 20 or newer is needed`, 'install Node 24 (https://nodejs.org)');
if (!isInstalled()) install();
run(nodeWithTypes());
