import type { Fleet } from './fleet.ts';
import { Problem, reasonOf } from './problem.ts';
import type { SupervisedProcess } from './process/supervised-process.ts';
import type { Progress } from './progress.ts';
import { type ReleaseOnDisk, readRelease } from './releases.ts';
import type { Settings } from './settings.ts';
import { requireDeployable } from './units.ts';

/** What came of a deployment. */
export interface DeploymentOutcome {
  unit: string;
  version: string;
  /** The version that answered before; the same one when there was nothing to do. */
  before: string | undefined;
}

const CRASHES_ALLOWED = 3;

/** Replaces single units of the running shop, each beside its old version until the new one is ready. */
export class Deployments {
  readonly #fleet: Fleet;
  readonly #settings: Settings;
  readonly #releases: string;
  readonly #underWay = new Set<string>();
  /** The old processes that are still to be stopped, by what waits for it. */
  readonly #farewells = new Map<NodeJS.Timeout, Promise<void>>();

  constructor(fleet: Fleet, settings: Settings, releases: string) {
    this.#fleet = fleet;
    this.#settings = settings;
    this.#releases = releases;
  }

  /**
   * Starts a release beside the old one, points to it when it is ready, and lets the old one finish.
   *
   * @param anew Also when it is live already: a restart without a gap.
   */
  async deploy(unit: string, version: string, progress: Progress, anew = false): Promise<DeploymentOutcome> {
    requireDeployable(this.#settings.root, unit);
    const release = readRelease(this.#releases, unit, version);
    const before = this.#fleet.meantVersionOf(unit);
    const old = this.#fleet.processesOf(unit);
    if (before === version && old.length > 0 && !anew) return { unit, version, before };
    if (this.#underWay.has(unit)) throw new Problem(`${unit} is being deployed already`, 'wait until that has ended');
    this.#underWay.add(unit);
    try {
      await progress.step(`${unit} ${version} ready beside ${before ?? 'nothing'}`, () => this.#putLive(release, before));
      this.#partWith(old, progress);
      return { unit, version, before };
    } finally {
      this.#underWay.delete(unit);
    }
  }

  /** Forgets the old processes that are still to be stopped: everything stops now. */
  close(): void {
    for (const farewell of this.#farewells.keys()) clearTimeout(farewell);
  }

  /** Resolves when all old processes that are still to be stopped have been. */
  async parted(): Promise<void> {
    await Promise.all(this.#farewells.values());
  }

  async #putLive(release: ReleaseOnDisk, before: string | undefined): Promise<void> {
    const launched = await this.#fleet.launch([release]);
    try {
      await Promise.all(launched.map((each) => each.untilReady(this.#settings.readySeconds * 1000, CRASHES_ALLOWED)));
      await this.#fleet.makeLive(release);
    } catch (error) {
      // The pointer may have moved although nobody heard of it.
      if (before !== undefined) await this.#fleet.makeLive({ vertical: release.vertical, version: before }).catch(() => {});
      await this.#fleet.retire(launched);
      throw new Problem(
        `${release.vertical} ${release.version} is not put live: ${error instanceof Problem ? error.message : reasonOf(error)}`,
        `${before ? `${before} goes on answering; ` : ''}mend it and deploy again`,
        { cause: error },
      );
    }
  }

  #partWith(old: SupervisedProcess[], progress: Progress): void {
    const { promise, resolve } = Promise.withResolvers<void>();
    const farewell = setTimeout(() => {
      this.#fleet
        .retire(old)
        .catch((error: unknown) => progress.wrong(`the old processes can't be stopped: ${reasonOf(error)}`))
        .finally(() => {
          this.#farewells.delete(farewell);
          resolve();
        });
    }, this.#settings.keepOldSeconds * 1000);
    this.#farewells.set(farewell, promise);
  }
}
