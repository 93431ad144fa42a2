import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { BuildMessage } from './build-unit.ts';
import { Problem } from './problem.ts';
import type { Progress } from './progress.ts';
import { type ReleaseOnDisk, readRelease } from './releases.ts';

/** What is built, and where its releases go. */
export interface BuildOrder {
  unit: string;
  root: string;
  releases: string;
  note: (line: string) => void;
  signal?: AbortSignal | undefined;
}

/** Builds one unit into a release, or finds the release that its sources have made before. */
export type Build = (order: BuildOrder) => Promise<{ version: string; reused: boolean }>;

/** Builds in a process of its own: bundling keeps a processor busy and leaves much memory behind. */
export const buildApart: Build = async ({ unit, root, releases, note, signal }) => {
  const child = fork(join(import.meta.dirname, 'build-unit.ts'), [unit, root, releases], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [],
  });
  const end = () => child.kill('SIGKILL');
  signal?.addEventListener('abort', end, { once: true });
  let built: { version: string; reused: boolean } | undefined;
  let failure = '';
  child.on('message', (message: BuildMessage) => {
    if ('line' in message) note(message.line);
    else if ('version' in message) built = message;
    else failure = message.failure;
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      printed = `${printed}${String(chunk)}`.slice(-4000);
    });
  const [code, by] = await once(child, 'close');
  signal?.removeEventListener('abort', end);
  signal?.throwIfAborted();
  if (built) return built;
  throw new Problem(
    `${unit} can't be built:\n    ${(failure || printed || `its build ended with ${by ?? code}`).trim().replaceAll('\n', '\n    ')}`,
    'mend what it says and try again',
  );
};

const AT_ONCE = 2;

/** Builds all these units, two at a time, and reads their releases. */
export async function buildAll(
  units: string[],
  build: Build,
  order: Omit<BuildOrder, 'unit' | 'note'> & { progress: Progress },
): Promise<ReleaseOnDisk[]> {
  const { progress, ...places } = order;
  const waiting = [...units];
  const built: ReleaseOnDisk[] = [];
  const worker = async () => {
    for (let unit = waiting.shift(); unit; unit = waiting.shift()) {
      const name = unit;
      built.push(
        await progress.step(`${name} built`, (note) =>
          buildOne(name, build, { ...places, note: (line) => note(line.replace(`${name}: `, '')) }),
        ),
      );
    }
  };
  const workers = Array.from({ length: AT_ONCE }, worker);
  const failed = (await Promise.allSettled(workers)).find((outcome) => outcome.status === 'rejected');
  if (failed) throw failed.reason;
  return built;
}

async function buildOne(unit: string, build: Build, order: Omit<BuildOrder, 'unit'>): Promise<ReleaseOnDisk> {
  const { version, reused } = await build({ ...order, unit });
  order.note(reused ? `${version}, unchanged` : version);
  return readRelease(order.releases, unit, version);
}
