import { createHash } from 'node:crypto';

const STYLE =
  ':root{color-scheme:light dark}body{margin:0;min-height:100vh;display:grid;place-content:center;padding:2rem;font:1.125rem/1.6 system-ui,sans-serif;text-align:center}h1{font-size:1.5rem;font-weight:600;margin:0 0 .5rem}p{margin:0;max-width:34rem;opacity:.8}';

/** What a browser gets while nobody composes pages: it says so, and looks again by itself. */
export const AWAY_PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="3">
<title>One moment, please</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>One moment, please</h1>
<p>We are just opening the shop again. This page looks after it every few seconds; you don’t have to do anything.</p>
</main>
</body>
</html>
`;

/** Allows the away page's own style, by its digest, and nothing else. */
export const AWAY_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
