import type { Loads } from '@jogakbo/protocol';

/** A slot as releases see it. */
export interface ReleasedSlot {
  readonly block: string;
  readonly vertical: string;
  /** The version that is shown; `undefined` while none is. */
  readonly version: string | undefined;
  show(loads: Loads): Promise<void>;
  showNothing(): void;
}

/** By block: what its live release loads, `null` where there is no such block; left out while its vertical is away. */
type Live = Readonly<Record<string, Loads | null | undefined>>;

/** Milliseconds, and how often: the composition is asked for again while it does not know yet of a release. */
const AGAIN = { after: 250, atMost: 20 };

/** Moves the blocks of the page to what is live: all of a vertical's together, so that no page mixes two versions of one. */
export class LiveReleases {
  private readonly slots: () => readonly ReleasedSlot[];
  private readonly load: (block: string, loads: Loads) => Promise<unknown>;

  constructor(slots: () => readonly ReleasedSlot[], load: (block: string, loads: Loads) => Promise<unknown>) {
    this.slots = slots;
    this.load = load;
  }

  /** Takes up a release that was published; where its files don't come, all stays as it is. */
  async takeUp(vertical: string, version: string, attempt = 1): Promise<void> {
    const isStale = (slot: ReleasedSlot) => slot.vertical === vertical && slot.version !== version;
    const stale = this.slots().filter(isStale);
    if (stale.length === 0) return;
    const live = await this.showIn(stale);
    const isBehind = stale.some(({ block }) => live[block]?.version !== version);
    if (isBehind && attempt < AGAIN.atMost)
      setTimeout(() => void this.takeUp(vertical, version, attempt + 1).catch(console.warn), AGAIN.after);
  }

  /** Shows what is live of one vertical, or of all: what is shown already stays untouched. */
  async show(vertical?: string): Promise<void> {
    const slots = this.slots().filter((slot) => vertical === undefined || slot.vertical === vertical);
    if (slots.length > 0) await this.showIn(slots);
  }

  private async showIn(slots: readonly ReleasedSlot[]): Promise<Live> {
    const live = await liveOf(slots.map(({ block }) => block));
    const verticals = Map.groupBy(slots, ({ vertical }) => vertical);
    const moves = [...verticals].map(([vertical, together]) =>
      this.move(together, live).catch((error: unknown) => console.warn(`${vertical} stays as it is:`, error)),
    );
    await Promise.all(moves);
    return live;
  }

  private async move(together: readonly ReleasedSlot[], live: Live) {
    const changed = together.flatMap((slot) => {
      const loads = live[slot.block];
      return loads && loads.version !== slot.version ? [{ slot, loads }] : [];
    });
    await Promise.all(changed.map(({ slot, loads }) => this.load(slot.block, loads)));
    for (const slot of together) if (live[slot.block] === null) slot.showNothing();
    await Promise.all(changed.map(({ slot, loads }) => slot.show(loads)));
  }
}

async function liveOf(blocks: readonly string[]): Promise<Live> {
  const response = await fetch(`/composition?blocks=${[...new Set(blocks)].join(',')}`, { signal: AbortSignal.timeout(5000) });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.json() as Promise<Live>;
}
