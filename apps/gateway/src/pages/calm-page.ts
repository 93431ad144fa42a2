import { createHash } from 'node:crypto';

/** The shop's own colours: the gateway has no other file than this page. */
const STYLE = `
:root{color-scheme:light dark;--ramie:#f7f3eb;--cloth:#fffdf8;--stitch:#b5a88f;--ink:#20242b;--indigo:#27427b}
@media(prefers-color-scheme:dark){:root{--ramie:#16181d;--cloth:#1e2128;--stitch:#5a6170;--ink:#ece8df;--indigo:#9db6f0}}
body{margin:0;min-height:100vh;display:grid;place-content:center;padding:1rem;box-sizing:border-box;background:var(--ramie);color:var(--ink);font:1.125rem/1.6 system-ui,sans-serif}
main{padding:2rem 2.5rem;border-radius:.625rem;background:var(--cloth);outline:1px dashed var(--stitch);outline-offset:-.5rem}
h1{font-size:1.75rem;line-height:1.2;font-weight:650;margin:0 0 .75rem}
p{margin:0;max-width:34rem}
a{display:inline-block;margin-top:1.25rem;color:var(--indigo);font-weight:600;text-underline-offset:.2em}
`;

/** What such a page says, and where it leads: `on` to an address, or back to itself after so many seconds. */
interface Calm {
  readonly title: string;
  readonly text: string;
  readonly on?: string;
  readonly again?: number;
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => escapes[sign]!);

/** A page of the gateway's own, that needs nothing of anybody. */
export const calmPage = ({ title, text, on, again }: Calm): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${again ? `<meta http-equiv="refresh" content="${again}">\n` : ''}<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p>${escaped(text)}</p>
${on ? `<p><a href="${escaped(on)}">Go on</a></p>\n` : ''}</main>
</body>
</html>
`;

/** Allows a calm page's own style, by its digest, and nothing else. */
export const CALM_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** What a browser gets while nobody composes pages: it says so, and looks again by itself. */
export const AWAY_PAGE = calmPage({
  title: 'One moment, please',
  text: 'We are just opening the shop again. This page looks after it every few seconds; you don’t have to do anything.',
  again: 3,
});
