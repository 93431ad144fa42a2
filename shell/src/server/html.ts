const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as it may stand in an element or an attribute of a page. */
export const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (character) => escapes[character]!);

/** JSON in a page: data that no parser takes for markup and no policy takes for a script. */
export const jsonScript = (value: unknown, attribute: string) =>
  `<script type="application/json" ${attribute}>${JSON.stringify(value).replace(/</g, '\\u003c')}</script>`;
