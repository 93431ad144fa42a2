import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { State } from './state.ts';
import { readStored, writeStored } from './stored.ts';

/** So many releases of a unit that were live stay, the live one among them: pages that are open have files of theirs. */
const LIVE_KEPT = 5;
/** Milliseconds that a release stays at least: one that has just been built is about to be put live. */
const YOUNG = 24 * 60 * 60_000;

/** Which releases have been live, by unit, the newest first; and what of the others may go. */
export class ReleaseHistory {
  readonly #file: string;
  readonly #releases: string;

  constructor(state: Pick<State, 'live' | 'releases'>) {
    this.#file = state.live;
    this.#releases = state.releases;
  }

  /** Remembers that a release is live now. */
  wasMadeLive(unit: string, version: string): void {
    const known = this.#known();
    const before = known.get(unit) ?? [];
    if (before[0] === version) return;
    known.set(unit, [version, ...before.filter((each) => each !== version)].slice(0, LIVE_KEPT));
    writeStored(this.#file, Object.fromEntries(known));
  }

  /** Removes releases of a unit that are neither among those kept, nor running, nor young; answers their versions. */
  prune(unit: string, running: readonly string[], now = Date.now()): string[] {
    const kept = new Set([...(this.#known().get(unit) ?? []), ...running]);
    const folder = join(this.#releases, unit);
    const built = existsSync(folder) ? readdirSync(folder) : [];
    const gone = built.filter((version) => !kept.has(version) && now - statSync(join(folder, version)).mtimeMs > YOUNG);
    for (const version of gone) rmSync(join(folder, version), { recursive: true, force: true });
    return gone;
  }

  #known(): Map<string, string[]> {
    return new Map(Object.entries(readStored<Record<string, string[]>>(this.#file) ?? {}));
  }
}
