import { randomId } from './ids.ts';

/** Where a page is scrolled to. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

const keyOf = (entry: string) => `jogakbo-place-${entry}`;

/** Remembers where the page of each entry of the browser's history was scrolled to, as long as the tab lives. */
export class Places {
  private entry = '';

  /** The present entry is the one that the page belongs to. */
  enter() {
    const state = history.state as { entry?: string } | null;
    this.entry = state?.entry ?? randomId();
    if (!state?.entry) history.replaceState({ entry: this.entry }, '');
  }

  /** The page of the entry stays where it is now; history may be elsewhere already. */
  leave() {
    sessionStorage.setItem(keyOf(this.entry), JSON.stringify({ x: scrollX, y: scrollY } satisfies Place));
  }

  /** Where the page of the present entry was left, or its top. */
  last(): Place {
    return JSON.parse(sessionStorage.getItem(keyOf(this.entry)) ?? '{"x":0,"y":0}') as Place;
  }
}
