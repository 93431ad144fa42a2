import type { BuiltTwin } from './build-twin.ts';

/** The monolith's one document: the same head as the shop's, an empty page, and the bundle. */
export const twinDocument = ({
  script,
  style,
  font,
}: BuiltTwin) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Jogakbo Tractors</title>\
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="description" content="Tractors for every field.">\
<meta name="color-scheme" content="light dark"><link rel="icon" href="data:,"><link rel="stylesheet" href="${style}" crossorigin="anonymous">\
<link rel="preload" as="font" type="font/woff2" href="${font}" crossorigin="anonymous"><script async src="${script}" crossorigin="anonymous"></script></head><body>\
<a class="skip-link" href="#content">Skip to content</a><jogakbo-page></jogakbo-page>\
<aside class="showBoundariesToggle" aria-label="Team boundaries"><label><input type="checkbox"> show team boundaries</label></aside>\
<p class="visually-hidden" role="status" data-announcer></p></body></html>`;
