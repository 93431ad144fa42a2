import { Answers } from './answers.ts';
import { startBoundariesToggle } from './boundaries.ts';
import { loadBlock } from './federation.ts';
import { LiveEvents } from './live-events.ts';
import { LiveReleases } from './live-releases.ts';
import { Navigation } from './navigation.ts';
import { defineSlots, SlotElement } from './slot-element.ts';

const slots = () => [...document.querySelectorAll('jogakbo-slot')].filter((slot) => slot instanceof SlotElement);
const showLive = (vertical?: string) => releases.show(vertical).catch(console.warn);

const releases = new LiveReleases(slots, loadBlock);
const live = new LiveEvents();
const answers = new Answers(live, (vertical) => void showLive(vertical));
const navigation = new Navigation(answers);

defineSlots({ answers, live, navigate: navigation.navigate, showLive });
// A slot that is still being parsed does not know yet what it was rendered with.
live.onRelease(({ vertical, version }) => whenParsed(() => void releases.takeUp(vertical, version).catch(console.warn)));
live.onConnected(() => whenParsed(() => void showLive()));
live.onPresence(({ vertical, away }) => {
  if (!away) void showLive(vertical);
});
live.start();
navigation.start();

whenParsed(startBoundariesToggle);
whenParsed(freeKeptPlaces);

function whenParsed(then: () => void) {
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', then);
  else then();
}

/** Places were kept for slots that were still to arrive; the next page may have others. */
function freeKeptPlaces() {
  const frame = document.querySelector('jogakbo-page')?.shadowRoot;
  for (const place of frame?.querySelectorAll('slot > *') ?? []) place.remove();
}
