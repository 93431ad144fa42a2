import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { Problem } from '../problem.ts';

/** The user that PostgreSQL runs as when it can't run as us, because it refuses to run as root. */
export interface RunAs {
  name: string;
  uid: number;
  gid: number;
}

/** Who PostgreSQL runs as: ourselves, or as root the owner of its data, `postgres`, who called sudo, or `nobody`. */
export function postgresUser(data: string): RunAs | undefined {
  if (process.getuid?.() !== 0) {
    requireName();
    return undefined;
  }
  const owner = existsSync(data) ? statSync(data) : undefined;
  if (owner && owner.uid !== 0) return { name: String(owner.uid), uid: owner.uid, gid: owner.gid };
  const found = ['postgres', process.env.SUDO_USER, 'nobody']
    .map((name) => (name ? accountOf(name) : undefined))
    .find((user) => user && user.uid !== 0);
  if (found) return found;
  throw new Problem(
    'PostgreSQL refuses to run as root, and there is no other user to run it as',
    'create one (`useradd --system postgres`), run as a normal user,\nor let POSTGRES_URL name a server that runs already',
  );
}

function requireName(): void {
  try {
    userInfo();
  } catch (error) {
    throw new Problem(
      `User ${process.getuid?.()} has no name on this machine, and PostgreSQL refuses to run without`,
      'run as a user that /etc/passwd knows (in Docker: leave out --user, or add the user to the image),\nor let POSTGRES_URL name a server that runs already',
      { cause: error },
    );
  }
}

function accountOf(name: string): RunAs | undefined {
  try {
    const ask = (what: string) => Number(execFileSync('id', [what, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    return { name, uid: ask('-u'), gid: ask('-g') };
  } catch {
    return undefined;
  }
}

/** Whether that user can really use a path in this way; asked of the system, since modes alone don't tell. */
export function reaches(user: RunAs, path: string, way: 'execute' | 'read' | 'write'): boolean {
  const flag = { execute: '-x', read: '-r', write: '-w' }[way];
  return spawnSync('/bin/sh', ['-c', `test ${flag} "$1"`, 'sh', path], { uid: user.uid, gid: user.gid, cwd: '/' }).status === 0;
}
