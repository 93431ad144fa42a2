import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Registry } from '@jogakbo/runtime';
import type { Subscription } from 'rxjs';
import { breakerState } from '../metrics.ts';
import { LIMITS, Protection } from './protection.ts';

/** One protection per release that is asked: a broken release opens its own breaker and nobody else's. */
@Injectable()
export class Protections implements OnModuleDestroy {
  private readonly byRelease = new Map<string, Protection>();
  private readonly following: Subscription;

  constructor(registry: Registry) {
    // Whoever is back is asked at once: what its predecessor did is no reason to wait.
    this.following = registry.changes.subscribe(({ vertical, away }) => {
      if (!away) this.forget(vertical);
    });
  }

  onModuleDestroy() {
    this.following.unsubscribe();
  }

  of(vertical: string, version: string): Protection {
    const release = `${vertical}@${version}`;
    const known = this.byRelease.get(release);
    if (known) return known;
    const made = new Protection(LIMITS, (state) => breakerState.set({ vertical, version }, state));
    this.byRelease.set(release, made);
    breakerState.set({ vertical, version }, made.state);
    return made;
  }

  private forget(vertical: string) {
    for (const release of this.byRelease.keys()) {
      const [of, version] = release.split('@');
      if (of !== vertical) continue;
      this.byRelease.delete(release);
      breakerState.remove({ vertical: of, version: version ?? '' });
    }
  }
}
