import type { Loadable, Release } from '@jogakbo/protocol';
import type { Page, PlacedBlock } from '../pages/page.ts';
import { escapeHtml } from './html.ts';
import { styleLink } from './links.ts';

/** What the shell's own release gives to every page. */
export class ShellAssets {
  private readonly release: Release;
  constructor(release: Release) {
    this.release = release;
  }
  private find(pattern: RegExp): Loadable {
    const asset = Object.values(this.release.web?.assets ?? {}).find(({ file }) => pattern.test(file));
    if (!asset) throw new Error(`The shell's release has no file like ${pattern}`);
    return { url: `/releases/shell/${this.release.version}/${asset.file}`, integrity: asset.integrity };
  }
  readonly script = () => this.find(/^shell\..*\.js$/);
  readonly documentStyle = () => this.find(/^document\..*\.css$/);
  readonly pageStyle = () => this.find(/^page\..*\.css$/);
  readonly font = () => this.find(/^figtree-latin-wght-normal\..*\.woff2$/);
}

export interface DocumentHead {
  readonly page: Page;
  readonly title: string;
  readonly description: string;
  /** Links to what the page's blocks load, known before they are rendered. */
  readonly styles: string;
  readonly scripts: string;
}

/** Everything of a page up to its first slot. */
export function openDocument(assets: ShellAssets, { page, title, description, styles, scripts }: DocumentHead): string {
  const slot = (name: PlacedBlock['slot']) => `<slot name="${name}">${placeOf(page.blocks.find((placed) => placed.slot === name))}</slot>`;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>\
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="description" content="${escapeHtml(description)}">\
<meta name="color-scheme" content="light dark"><meta name="theme-color" content="#F7F3EB" media="(prefers-color-scheme: light)"><meta name="theme-color" content="#16181D" media="(prefers-color-scheme: dark)">\
<link rel="icon" href="data:,">${styleLink(assets.documentStyle())}${styles}\
<link rel="preload" as="font" type="font/woff2" href="${assets.font().url}" crossorigin="anonymous">\
<script async src="${assets.script().url}" integrity="${assets.script().integrity}" crossorigin="anonymous"></script>\
${scripts}</head><body data-boundary-page="${escapeHtml(page.team)}" data-page="${escapeHtml(page.name)}">\
<a class="skip-link" href="#content">Skip to content</a><jogakbo-page><template shadowrootmode="open">${styleLink(assets.pageStyle())}\
<div class="frame">${slot('header')}<main>${slot('main')}${slot('more')}</main>${slot('footer')}</div></template>`;
}

/** What keeps the place of a block until its slot has arrived. */
const placeOf = (placed: PlacedBlock | undefined) => (placed ? `<div data-reserve="${placed.reserve}"></div>` : '');

/** Says so to whoever is signed in as staff; the page to which it leads says by which name. The browser itself goes there: it is no page of the shell's. */
const signedIn =
  '<aside class="signedIn" aria-label="Signed in">You are signed in as staff. <a href="/sign-out" target="_self">Sign out</a></aside>';

/** Everything of a page after its last slot. */
export const closeDocument = (
  isStaff: boolean,
) => `</jogakbo-page>${isStaff ? signedIn : ''}<aside class="showBoundariesToggle" aria-label="Team boundaries"><label><input type="checkbox"> show team boundaries</label></aside>\
<p class="visually-hidden" role="status" data-announcer></p></body></html>`;
