import { createHash } from 'node:crypto';

/** The shop's own colours: the gateway has no other file than this page. */
const STYLE = `
:root{color-scheme:light dark;--ramie:#f7f3eb;--cloth:#fffdf8;--stitch:#b5a88f;--ink:#20242b;--indigo:#27427b;--danger:#b3261e}
@media(prefers-color-scheme:dark){:root{--ramie:#16181d;--cloth:#1e2128;--stitch:#5a6170;--ink:#ece8df;--indigo:#9db6f0;--danger:#f2b8b5}}
body{margin:0;min-height:100vh;display:grid;place-content:center;padding:1rem;box-sizing:border-box;background:var(--ramie);color:var(--ink);font:1.125rem/1.6 system-ui,sans-serif}
main{padding:2rem 2.5rem;border-radius:.625rem;background:var(--cloth);outline:1px dashed var(--stitch);outline-offset:-.5rem}
h1{font-size:1.75rem;line-height:1.2;font-weight:650;margin:0 0 .75rem}
p{margin:0;max-width:34rem}
a{display:inline-block;margin-top:1.25rem;color:var(--indigo);font-weight:600;text-underline-offset:.2em}
form{display:grid;gap:1.25rem;margin-top:1.25rem}
label{display:grid;gap:.25rem;font-weight:600}
input,button{min-height:2.75rem;box-sizing:border-box;padding:.5rem .75rem;border:1px solid var(--stitch);border-radius:.625rem;font:inherit}
input{width:100%;background:var(--ramie);color:var(--ink)}
button{border-color:transparent;background:var(--indigo);color:var(--cloth);font-weight:600;cursor:pointer}
:focus-visible{outline:2px solid var(--indigo);outline-offset:2px}
[role=alert]{color:var(--danger);font-weight:600}
`;

/** What such a page says, and where it leads: `on` to an address, or back to itself after so many seconds. */
export interface Calm {
  readonly title: string;
  readonly text: string;
  readonly on?: string;
  readonly again?: number;
  readonly form?: CalmForm;
}

/** What somebody is asked to fill in, and what was wrong with it the last time. */
interface CalmForm {
  readonly action: string;
  readonly button: string;
  readonly wrong?: string;
  readonly fields?: readonly Field[];
}
interface Field {
  readonly name: string;
  readonly label: string;
  readonly type: 'text' | 'password';
  readonly autocomplete: string;
  readonly value?: string;
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => escapes[sign]!);

const written = ({ name, label, type, autocomplete, value = '' }: Field) =>
  `<label>${escaped(label)}<input name="${name}" type="${type}" autocomplete="${autocomplete}" value="${escaped(value)}" autocapitalize="none" spellcheck="false" required></label>\n`;

const formed = ({ action, button, wrong, fields = [] }: CalmForm) => `<form method="post" action="${escaped(action)}">
${wrong ? `<p role="alert">${escaped(wrong)}</p>\n` : ''}${fields.map(written).join('')}<button type="submit">${escaped(button)}</button>
</form>
`;

/** A page of the gateway's own, that needs nothing of anybody. */
export const calmPage = ({ title, text, on, again, form }: Calm): string => `<!doctype html>
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
${form ? formed(form) : ''}${on ? `<p><a href="${escaped(on)}">Go on</a></p>\n` : ''}</main>
</body>
</html>
`;

const policy = (formAction: string) =>
  `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action ${formAction}; frame-ancestors 'none'`;

/** Allows a calm page's own style, by its digest, and nothing else. */
export const CALM_POLICY = policy("'none'");
/** The same for a page with a form, that is posted to this shop. */
export const CALM_FORM_POLICY = policy("'self'");

/** What a browser gets while nobody composes pages: it says so, and looks again by itself. */
export const AWAY_PAGE = calmPage({
  title: 'One moment, please',
  text: 'We are just opening the shop again. This page looks after it every few seconds; you don’t have to do anything.',
  again: 3,
});

/** What a browser gets whose client has had its share of pages. */
export const TOO_OFTEN_PAGE = calmPage({
  title: 'One moment, please',
  text: 'From where you are, more is asked of the shop than it can give to one. This page tries again in ten seconds; you don’t have to do anything.',
  again: 10,
});
