/** Where nobody asked for a place of this shop. */
const HOME = '/';
/** Only compared with: no browser is ever sent there. */
const HERE = 'http://shop.invalid';

/** A place of this shop to lead somebody back to; whatever could lead elsewhere is the home page. */
export function ownPath(to: unknown): string {
  // Browsers take a backslash for a slash, and read over tabs and line breaks.
  if (typeof to !== 'string' || !to.startsWith('/') || /^\/\/|[\\\p{Cc}]/u.test(to)) return HOME;
  const there = URL.parse(to, HERE);
  return there?.origin === HERE && !there.pathname.startsWith('//') ? there.pathname + there.search : HOME;
}

/** Where to sign in to be led to a place of this shop. */
export const signInPath = (to: string): string => `/sign-in?to=${encodeURIComponent(to)}`;
