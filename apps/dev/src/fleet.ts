import { MAX_DEPLOYED_RELEASES, type DeployedReleases } from '@jogakbo/protocol';
import { needsOf as needsOfVerticals, refusalsOf, type Needs } from '@jogakbo/provisioning';
import type { LivePointers } from './nats/live-pointers.ts';
import { explain, Problem } from './problem.ts';
import type { SupervisedProcess } from './process/supervised-process.ts';
import type { Supervisor } from './process/supervisor.ts';
import type { Progress } from './progress.ts';
import type { ReleaseHistory } from './pruning.ts';
import type { ReleaseOnDisk } from './releases.ts';
import { isOutdated, type Surroundings, unitProcess } from './unit-process.ts';
import { GATEWAY, SHELL } from './units.ts';

/** What a fleet works with. */
export interface FleetGround extends Surroundings {
  supervisor: Supervisor;
  pointers: LivePointers;
  history: ReleaseHistory;
  progress: Progress;
}

/** The processes of all releases that run, and the rights that these releases need. */
export class Fleet {
  readonly #ground: FleetGround;
  readonly #running = new Map<SupervisedProcess, ReleaseOnDisk>();
  /** The version that each unit is meant to answer with. */
  readonly #meant = new Map<string, string>();
  #providing: Promise<void> = Promise.resolve();

  constructor(ground: FleetGround) {
    this.#ground = ground;
  }

  /** Starts the processes of these releases, with the rights that they need. */
  async launch(releases: ReleaseOnDisk[]): Promise<SupervisedProcess[]> {
    await this.#provide(releases);
    return releases.flatMap((release) => {
      const count = release.vertical === GATEWAY ? 1 : this.#ground.settings.replicas;
      return this.#ground.supervisor.freeNames(release.vertical, count).map((instance) => this.#add(release, instance));
    });
  }

  /** Stops these processes and takes away the rights that only they needed. */
  async retire(processes: SupervisedProcess[]): Promise<void> {
    // Several deployments may part with the same process; its name may be another's by the time of the second farewell.
    const leaving = processes.filter((each) => this.#running.delete(each));
    await Promise.all(leaving.map(({ spec }) => this.#ground.supervisor.remove(spec.instance)));
    const units = [...new Set(leaving.map(({ spec }) => spec.unit))];
    await this.#provide([], units);
    for (const unit of units) this.prune(unit);
  }

  /** Removes releases of a unit that nobody goes back to. */
  prune(unit: string): void {
    const running = [...this.#running.values()].filter(({ vertical }) => vertical === unit).map(({ version }) => version);
    const { history, progress } = this.#ground;
    try {
      const gone = history.prune(unit, running);
      if (gone.length > 0) progress.line(`· ${unit}: old releases removed: ${gone.join(', ')}`);
    } catch (error) {
      progress.wrong(`${unit}: old releases can't be removed: ${explain(error)}`);
    }
  }

  /** Lets a release answer for its unit, and keeps it so. */
  async makeLive({ vertical, version }: Pick<ReleaseOnDisk, 'vertical' | 'version'>): Promise<void> {
    await this.#ground.pointers.point(vertical, version);
    this.#meant.set(vertical, version);
    this.#ground.history.wasMadeLive(vertical, version);
  }

  /** Announces which version a unit is to answer with as soon as one of its processes is ready. */
  intend({ vertical, version }: ReleaseOnDisk): void {
    this.#meant.set(vertical, version);
  }

  meantVersionOf(unit: string): string | undefined {
    return this.#meant.get(unit);
  }

  processesOf(unit: string, version?: string): SupervisedProcess[] {
    return [...this.#running.keys()].filter(({ spec }) => spec.unit === unit && (version === undefined || spec.version === version));
  }

  /** Gives all that runs the rights that it needs, and takes away what nobody needs any more: also when it is secrets that have changed. */
  provideAgain(): Promise<void> {
    return this.#provide([]);
  }

  /** The units that have a process which was started with other secrets than are given out now; the gateway takes its up by itself. */
  outdated(): string[] {
    const found = [...this.#running].filter(
      ([{ environment }, release]) => release.vertical !== GATEWAY && environment && isOutdated(environment, release, this.#ground),
    );
    return [...new Set(found.map(([, { vertical }]) => vertical))].sort();
  }

  #add(release: ReleaseOnDisk, instance: string): SupervisedProcess {
    const added = this.#ground.supervisor.add(unitProcess(release, instance, this.#ground));
    this.#running.set(added, release);
    added.on('ready', () => {
      if (this.#meant.get(release.vertical) !== release.version) return;
      this.makeLive(release).catch((error: unknown) => this.#ground.progress.wrong(explain(error)));
    });
    return added;
  }

  // One after the other: each writes down the rights of everybody.
  #provide(coming: ReleaseOnDisk[], left: readonly string[] = []): Promise<void> {
    this.#providing = this.#providing.catch(() => {}).then(() => this.#provideNow(coming, left));
    return this.#providing;
  }

  async #provideNow(coming: ReleaseOnDisk[], left: readonly string[]): Promise<void> {
    const running = [...this.#running.values()];
    assertDeployable(coming, running);
    const all = [...running, ...coming];
    await this.#ground.servers.provide(needsOf(all));
    const changed = new Set([...coming.map(({ vertical }) => vertical), ...left]);
    // Before the first process of a release says that it is here, whoever hears it knows what to believe of it.
    await Promise.all([...changed].map((unit) => this.#ground.pointers.deploy(unit, deployedOf(unit, all))));
  }
}

/** A Problem names each claim of these releases that belongs to another unit, or that nobody may make. */
function assertDeployable(coming: readonly ReleaseOnDisk[], running: readonly ReleaseOnDisk[]): void {
  const [first, ...more] = refusalsOf(coming, running);
  if (first) throw new Problem([first, ...more].map(({ message }) => message).join('\n    '), first.cure);
  for (const { vertical } of coming) {
    if (Object.keys(deployedOf(vertical, [...running, ...coming])).length > MAX_DEPLOYED_RELEASES)
      throw new Problem(
        `${MAX_DEPLOYED_RELEASES} releases of ${vertical} run already`,
        'wait until the old ones have stopped (KEEP_OLD_SECONDS), and deploy again',
      );
  }
}

const deployedOf = (unit: string, releases: readonly ReleaseOnDisk[]): DeployedReleases =>
  Object.fromEntries(releases.filter(({ vertical }) => vertical === unit).map(({ version, digest }) => [version, digest]));

/** What the verticals among these releases need: while two versions run, what both do. */
export const needsOf = (releases: readonly ReleaseOnDisk[]): Needs[] =>
  needsOfVerticals(
    releases
      .filter(({ vertical }) => vertical !== GATEWAY && vertical !== SHELL)
      .map(({ vertical, description }) => ({ ...description, vertical })),
  );
