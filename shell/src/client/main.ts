import type { Loads } from '@jogakbo/contract';
import { Answers } from './answers.ts';
import { startBoundariesToggle } from './boundaries.ts';
import { loadBlock } from './federation.ts';
import { LiveEvents } from './live-events.ts';
import { Navigation } from './navigation.ts';
import { defineSlots, SlotElement } from './slot-element.ts';

const live = new LiveEvents();
const answers = new Answers(live, (vertical) => void showLive(slotsOf(vertical)).catch(console.warn));
const navigation = new Navigation(answers);

/** By block: what its live release loads, `null` where there is no such block; left out while its vertical is away. */
type Live = Record<string, Loads | null | undefined>;

async function loadsOf(blocks: readonly string[]): Promise<Live> {
  const response = await fetch(`/composition?blocks=${[...new Set(blocks)].join(',')}`, { signal: AbortSignal.timeout(5000) });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.json() as Promise<Live>;
}

const slots = () => [...document.querySelectorAll('jogakbo-slot')].filter((slot) => slot instanceof SlotElement);
const slotsOf = (vertical: string) => slots().filter((slot) => slot.vertical === vertical);

/** Milliseconds, and how often: the composition is asked for again while it does not know yet of a release. */
const AGAIN = { after: 250, atMost: 20 };

/** All blocks of a vertical move to its new release together; a block that can't stays as it is. */
async function takeUp(vertical: string, version: string, attempt = 1) {
  const stale = slotsOf(vertical).filter((slot) => slot.version !== version);
  if (stale.length === 0) return;
  const loads = await showLive(stale);
  const isBehind = stale.some(({ block }) => loads[block]?.version !== version);
  if (isBehind && attempt < AGAIN.atMost) setTimeout(() => void takeUp(vertical, version, attempt + 1).catch(console.warn), AGAIN.after);
}

/** Shows blocks as their live releases have them: all of a vertical's together, or none where its files don't come. */
async function showLive(stale: readonly SlotElement[]): Promise<Live> {
  const loads = await loadsOf(stale.map(({ block }) => block));
  const changed = stale.filter((slot) => loads[slot.block] && loads[slot.block]!.version !== slot.version);
  const verticals = Map.groupBy(changed, ({ vertical }) => vertical).values();
  const showAll = async (together: SlotElement[]) => {
    await Promise.all(together.map(({ block }) => loadBlock(block, loads[block]!)));
    await Promise.all(together.map((slot) => slot.show(loads[slot.block]!)));
  };
  await Promise.allSettled([...verticals].map(showAll));
  return loads;
}

defineSlots({ answers, live, navigate: navigation.navigate, loadsOf: async (block) => (await loadsOf([block]))[block] });
live.onRelease(({ vertical, version }) => void takeUp(vertical, version).catch(console.warn));
live.onPresence(({ vertical, away }) => {
  if (!away) for (const slot of slotsOf(vertical)) void slot.heal();
});
live.onConnected(() => whenParsed(() => void showLive(slots()).catch(console.warn)));
live.start();
navigation.start();

const whenParsed = (then: () => void) => (document.readyState === 'loading' ? document.addEventListener('DOMContentLoaded', then) : then());
whenParsed(startBoundariesToggle);
whenParsed(freeKeptPlaces);

/** Places were kept for slots that were still to arrive; the next page may have others. */
function freeKeptPlaces() {
  const frame = document.querySelector('jogakbo-page')?.shadowRoot;
  for (const place of frame?.querySelectorAll('slot > *') ?? []) place.remove();
}
