import { notFound, pages } from './pages.ts';
import type { Page, PlacedBlock } from './page.ts';

/** The page at an address, with what the address says. */
export interface FoundPage {
  readonly page: Page;
  readonly found: boolean;
  readonly propsOf: (placed: PlacedBlock) => Record<string, unknown>;
}

const patterns = pages.map((page) => ({ page, pattern: new URLPattern({ pathname: page.route }) }));

/** The first part of each page's address: nobody else's address begins with one. */
export const firstParts = (all: readonly Page[]): string[] => [...new Set(all.map(({ route }) => /^\/([\w.-]*)/.exec(route)?.[1] ?? ''))];

/** What a request asks for; joined as text, since `//host` would lead to another host. `null` when it is no address of this shop. */
export const addressOf = (url: string): URL | null => (url.startsWith('/') ? URL.parse(`http://shop${url}`) : null);

/** Finds the page for an address; unknown ones get the page that helps. A trailing slash makes no difference. */
export function findPage(address: URL | null): FoundPage {
  const pathname = address?.pathname.replace(/(?<=.)\/+$/, '');
  for (const { page, pattern } of patterns) {
    const match = address && pattern.exec({ pathname });
    if (match) return { page, found: true, propsOf: (placed) => propsFrom(placed, match.pathname.groups, address.searchParams) };
  }
  return { page: notFound, found: false, propsOf: () => ({}) };
}

function propsFrom(placed: PlacedBlock, groups: Record<string, string | undefined>, query: URLSearchParams) {
  const valueOf = (text: string) => {
    if (text.startsWith(':')) return groups[text.slice(1)];
    return text.startsWith('?') ? query.get(text.slice(1)) || undefined : text;
  };
  const entries = Object.entries(placed.props ?? {}).map(([name, value]) => [
    name,
    typeof value === 'string' ? valueOf(value) : value.map(valueOf).filter((item) => item !== undefined),
  ]);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
