import { needsOf as needsOfVerticals, type Needs } from '@jogakbo/provisioning';
import type { LivePointers } from './nats/live-pointers.ts';
import { explain } from './problem.ts';
import type { SupervisedProcess } from './process/supervised-process.ts';
import type { Supervisor } from './process/supervisor.ts';
import type { Progress } from './progress.ts';
import type { ReleaseHistory } from './pruning.ts';
import type { ReleaseOnDisk } from './releases.ts';
import { type Surroundings, unitProcess } from './unit-process.ts';
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
    await this.#provide([]);
    for (const unit of new Set(leaving.map(({ spec }) => spec.unit))) this.prune(unit);
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
  #provide(coming: ReleaseOnDisk[]): Promise<void> {
    const needs = () => needsOf([...this.#running.values(), ...coming]);
    this.#providing = this.#providing.catch(() => {}).then(() => this.#ground.servers.provide(needs()));
    return this.#providing;
  }
}

/** What the verticals among these releases need: while two versions run, what both do. */
export const needsOf = (releases: readonly ReleaseOnDisk[]): Needs[] =>
  needsOfVerticals(
    releases
      .filter(({ vertical }) => vertical !== GATEWAY && vertical !== SHELL)
      .map(({ vertical, description }) => ({ ...description, vertical })),
  );
